//! What each command does. None of them knows more than the office's public words.

mod account;
mod act;
mod demo;
mod doc;
mod handbook;
mod import;
mod list;
mod log;
mod notice;
mod office;
mod place;
mod price;
mod report;
mod rules;
mod screen;
mod serve;
mod show;
mod verify;
mod versions;

use std::process::ExitCode;

use app::Founding;

use crate::args::{Args, Command};

/// Runs a command.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let common = &args.common;
    match &args.command {
        Command::Init { sandbox, origin, pack, sign_in } => {
            let founding = Founding { origin, sandbox: *sandbox, pack };
            place::init(common, &founding, *sign_in).await?;
        }
        Command::Serve { at } => serve::serve(common, at).await?,
        Command::Demo { at, notices } => demo::demo(common, at, notices.as_deref()).await?,
        Command::Seed { name } => place::seed(common, name).await?,
        Command::Import(import) => import::run(common, import).await?,
        Command::Notice(notice) => return notice::run(common, notice),
        Command::Price { file } => return price::price(common, file),
        Command::PaymentSchedule { file } => return price::schedule(common, file),
        Command::Screen(screen) => return screen::run(common, screen),
        Command::Act(act) => act::run(common, act).await?,
        Command::Case(case) => show::case(common, case).await?,
        Command::List { kind, filter } => list::run(common, kind, filter).await?,
        Command::Show { stream } => show::file(common, stream).await?,
        Command::Acts { stream } => show::acts(common, stream).await?,
        Command::Why { stream, act, on } => return show::why(common, (stream, act), *on).await,
        Command::Rules(rules) => return rules::run(common, rules).await,
        Command::Explain(asked) => rules::explain(common, asked).await?,
        Command::Log(log) => log::run(common, log).await?,
        Command::Verify { old, state, papers } => {
            verify::verify(common, old, (state.as_deref(), *papers)).await?;
        }
        Command::Rebuild { check } => return verify::rebuild(common, *check).await,
        Command::Backup { file } => place::backup(common, file).await?,
        Command::Restore(restore) => place::restore(common, restore).await?,
        Command::Doc(asked) => doc::run(common, asked).await?,
        Command::Upload { file } => doc::upload(common, file).await?,
        Command::Calendar { whose, out } => office::calendar(common, whose, out).await?,
        Command::Office(staff) => return office::run(common, staff).await,
        Command::Account(asked) => account::accounts(common, asked).await?,
        Command::Token(asked) => account::tokens(common, asked).await?,
        Command::Report { name, format, on } => {
            report::run(common, name.as_deref(), format, *on).await?;
        }
        Command::Handbook { chapter } => handbook::run(chapter.as_deref())?,
        Command::Openapi => crate::say::json(&web::api::openapi::document()),
    }
    Ok(ExitCode::SUCCESS)
}
