//! The words about accounts and tokens.

use app::accounts::{Of, Scope};
use clap::Subcommand;
use terms::PurchaserCode;

#[derive(Debug, Subcommand)]
pub enum Account {
    /// Every account, with the desks at which its person sits.
    List,
    /// Open an account for somebody of the register, and print its link.
    Open {
        /// The name, as in the register.
        name: String,
        /// official, purchaser or service.
        #[arg(long, default_value = "official")]
        of: Of,
        /// The purchaser for whom a purchaser's official acts.
        #[arg(long)]
        nation: Option<PurchaserCode>,
        /// The body to which the person belongs.
        #[arg(long)]
        body: Option<String>,
    },
    /// Make a link by which a person sets an account up, or sets it up anew.
    Link {
        /// The account.
        name: String,
    },
    /// Close an account: nothing of it opens the door any more.
    Close {
        /// The account.
        name: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// The tokens of an account.
    List {
        /// The account.
        name: String,
    },
    /// Make a token; it is printed once.
    Make {
        /// The account in whose name it acts.
        name: String,
        /// What it is for.
        #[arg(long)]
        label: String,
        /// read, or act.
        #[arg(long, default_value = "read")]
        scope: Scope,
        /// For how many days.
        #[arg(long, default_value_t = 90)]
        days: u16,
    },
    /// Revoke a token.
    Revoke {
        /// The account.
        name: String,
        /// The token, by its identifier.
        id: String,
    },
}
