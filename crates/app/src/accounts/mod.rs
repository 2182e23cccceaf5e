//! Who comes in: accounts, signing in, sessions, tokens and links. What an account is follows from
//! its events; at which desks its person sits follows from the register, read anew at each request.

mod invite;
mod session;
mod sign_in;
mod token;

use std::sync::Arc;

use anyhow::Context as _;
use case::{
    File,
    office::{self, Account, account},
};
use identity::secret;
use store::{Receipt, Store, accounts::Kept, value::Stmt};
use terms::{Actor, Desk, Moment, PurchaserCode, StreamId};

pub use case::office::account::{Of, Proof, Scope};
pub use identity::Secret;
pub use invite::{Link, NoAccount, NotSetUp, SetUp, Welcome, console};
pub use session::{OwnSession, Session};
pub use sign_in::{Attempt, From, NotSignedIn};
pub use token::{NoToken, OwnToken};

use crate::{
    act::{ActError, Note},
    office::{Office, setting},
};

/// How people come into a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Everybody says at which desk they act. Only a sandbox is so.
    OpenDesks,
    /// People sign in and act at their own desks.
    SignIn,
}

impl Entry {
    /// As the record was made; one that is no sandbox is never open.
    pub(crate) async fn of(store: &Store, sandbox: bool) -> anyhow::Result<Self> {
        let set = store.setting(setting::ENTRY).await?;
        let open = sandbox && set.as_deref() != Some(SIGN_IN);
        Ok(if open { Self::OpenDesks } else { Self::SignIn })
    }
}

const SIGN_IN: &str = "sign-in";

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// With a password and a code.
    TwoFactors,
    /// With a passkey.
    Passkey,
    /// With a token; nobody sits there.
    Token,
    /// By having the machine and the record's files.
    Console,
}

impl Strength {
    /// The word under which it is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TwoFactors => "password-and-code",
            Self::Passkey => "passkey",
            Self::Token => "token",
            Self::Console => "console",
        }
    }

    fn of(word: &str) -> Self {
        if word == Self::Passkey.word() { Self::Passkey } else { Self::TwoFactors }
    }
}

/// Somebody who came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The account, under whose name its person acts.
    pub account: String,
    /// The person as the register knows them.
    pub person: String,
    /// At which desks they sit now.
    pub desks: Vec<Desk>,
    /// What kind of user it is.
    pub of: Of,
    /// The body to which the person belongs.
    pub body: Option<String>,
    /// The purchaser for whom the person acts.
    pub nation: Option<PurchaserCode>,
    /// How they proved who they are.
    pub strength: Strength,
    /// What the token may do, or everything.
    pub scope: Scope,
    /// The session or the token, by identifier.
    pub through: String,
}

impl Known {
    /// The person at one of their desks; `None` for another's.
    pub fn at(&self, desk: Desk) -> Option<Actor> {
        let theirs = self.desks.contains(&desk);
        theirs.then(|| Actor::named(&self.account, desk).ok()).flatten()
    }

    /// The person at the first of their desks.
    pub fn usual(&self) -> Option<Actor> {
        self.at(*self.desks.first()?)
    }
}

/// An account with its person, for lists.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// The account.
    #[serde(flatten)]
    pub opened: account::Opened,
    /// Whether it is closed.
    pub closed: bool,
    /// At which desks its person sits now.
    pub desks: Vec<Desk>,
    /// With what its person can sign in.
    pub proofs: Vec<Proof>,
    /// When they did last.
    pub signed_in: Option<Moment>,
}

impl Office {
    /// How people come in.
    pub const fn entry(&self) -> Entry {
        self.entry
    }

    /// Makes a sandbox one into which people sign in. It holds from the next opening on, and there
    /// is no way back.
    pub async fn require_sign_in(&self) -> anyhow::Result<()> {
        Ok(self.store.replace_setting(setting::ENTRY, SIGN_IN).await?)
    }

    /// Lets the machine's own commands in while the office is served: whoever can read the files
    /// of the record needs no account, and the log says `console`.
    pub fn open_console(&self) -> Secret {
        let secret = Secret::drawn("console_", &self.chance.bytes());
        // A second one would shut out whoever was given the first.
        let _ = self.console.set(secret.digest());
        secret
    }

    /// Whether this is what the machine's own commands were given.
    pub fn is_console(&self, given: &Secret) -> bool {
        let known = self.console.get();
        known.is_some_and(|known| secret::same(known.as_bytes(), given.digest().as_bytes()))
    }

    /// An account as its events have it; `None` where there is none. With the file, for whoever
    /// goes on from there.
    async fn account(&self, name: &str) -> anyhow::Result<Option<(StreamId, Arc<File>)>> {
        let Ok(stream) = account::stream(name) else { return Ok(None) };
        let file = self.file(&stream).await?;
        Ok(Some((stream, file)))
    }

    /// An open account.
    async fn find_account(&self, name: &str) -> anyhow::Result<Option<Found>> {
        let Some((stream, file)) = self.account(name).await? else { return Ok(None) };
        let open = of(&file).is_some_and(|account| !account.closed);
        Ok(open.then_some(Found { stream, file }))
    }

    /// Every account.
    pub async fn accounts(&self) -> anyhow::Result<Vec<Listed>> {
        let mut listed = Vec::new();
        for name in self.store.account_files().await? {
            let Some((_, file)) = self.account(&name).await? else { continue };
            let Some(account) = of(&file) else { continue };
            let (_, desks) = self.desks_of(account).await?;
            listed.push(Listed {
                opened: account.opened.clone(),
                closed: account.closed,
                desks,
                proofs: account.credentials.iter().map(|known| known.proof).collect(),
                signed_in: account.signed_in,
            });
        }
        Ok(listed)
    }

    /// The person of an account and the desks at which they sit today: their own by the register,
    /// and those of whoever lets them act. The first person of a record is its administrator until
    /// the register knows them.
    async fn desks_of(&self, account: &Account) -> anyhow::Result<(String, Vec<Desk>)> {
        let name = &account.opened.account;
        let register = self.file(&office::register_stream()).await?;
        let File::Office(register) = &*register else { return Ok((name.clone(), Vec::new())) };
        let Some(person) = register.person_of(name).map(str::to_owned) else {
            let first = account.opened.first.then_some(Desk::Administrator);
            return Ok((name.clone(), first.into_iter().collect()));
        };
        let own = register.people().filter(|known| known.person == person);
        let mut desks: Vec<Desk> = own.flat_map(|known| known.desks.iter().copied()).collect();
        let today = self.today();
        let lent = register.delegations.iter().filter(|lent| lent.in_force(today));
        let to = |name: &str| register.person_of(name).unwrap_or(name) == person;
        for desk in lent.filter(|lent| to(&lent.given.to)).flat_map(|lent| &lent.given.desks) {
            if !desks.contains(desk) {
                desks.push(*desk);
            }
        }
        Ok((person, desks))
    }

    /// Who an account is, as it came in.
    async fn recognise(
        &self,
        account: &Account,
        (strength, scope, through): (Strength, Scope, &str),
    ) -> anyhow::Result<Known> {
        let (person, desks) = self.desks_of(account).await?;
        let opened = &account.opened;
        Ok(Known {
            account: opened.account.clone(),
            person,
            desks,
            of: opened.of,
            body: opened.body.clone(),
            nation: opened.nation.clone(),
            strength,
            scope,
            through: through.to_owned(),
        })
    }

    /// What is kept of the credentials of an account, where it is what its events name.
    async fn kept(&self, account: &Account) -> anyhow::Result<Vec<(Proof, Kept)>> {
        let kept = self.store.credentials(&account.opened.account).await?;
        let known = kept.into_iter().filter_map(|kept| {
            let named = account.credential(&kept.id)?;
            let right = named.digest == secret::digest(kept.body.as_bytes());
            right.then_some((named.proof, kept))
        });
        Ok(known.collect())
    }

    /// Writes what happened to an account, with rows beside.
    async fn tell(
        &self,
        (stream, file): (&StreamId, &Arc<File>),
        (by, act): (Actor, &'static str),
        (events, rows): (Vec<office::Event>, Vec<Stmt>),
    ) -> Result<Receipt, ActError> {
        let file = Arc::clone(file);
        self.note(Note { stream, file, by, act, events, rows }).await
    }
}

/// An open account, found.
struct Found {
    stream: StreamId,
    file: Arc<File>,
}

impl Found {
    fn account(&self) -> anyhow::Result<&Account> {
        of(&self.file).context("an open account has been opened")
    }
}

/// The account whose file it is.
fn of(file: &File) -> Option<&Account> {
    match file {
        File::Office(office) => office.account.as_ref(),
        _ => None,
    }
}

/// Who is behind an event of an account itself: its person, who is at no desk then. The journal
/// wants one; the auditor's changes nothing.
fn own(name: &str) -> Actor {
    Actor::named(name, Desk::Auditor).unwrap_or_else(|_| nobody())
}

/// Who is behind what the program does by itself.
const fn nobody() -> Actor {
    Actor::at(Desk::Administrator)
}
