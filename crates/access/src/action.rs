//! What somebody wants: one action for each kind of reading and each class of acts.

use terms::coded;

coded! {
    /// What somebody wants.
    pub enum Action "action" {
        /// Signing in and out, and one's own sessions and tokens.
        OwnAccount = "own-account" "come in, and see to the own account",
        /// The home page of whoever works here.
        SeeHome = "see-home" "see the home page",
        /// Rules, stories, calendars of the law, help and the description of the API.
        SeeLaw = "see-law" "read the rules and the help",
        /// The log, which shows nothing of what it holds.
        SeeLog = "see-log" "read the log",
        /// The proof that a document or an event is in the log.
        SeeProof = "see-proof" "see a proof",
        /// Lists, counts, searches and suggestions.
        ListFiles = "list-files" "list, count and search files",
        /// One file, as it stands or stood.
        OpenFile = "open-file" "open a file",
        /// What happened to one file, event by event.
        SeeHistory = "see-history" "see the events of a file",
        /// A paper of a file.
        SeePaper = "see-paper" "see a paper",
        /// The content of an attachment.
        SeeAttachment = "see-attachment" "open an attachment",
        /// Reports and their exports.
        SeeReport = "see-report" "see and export a report",
        /// Events of all files.
        FollowFeed = "follow-feed" "follow the feed of events",
        /// What falls due, for a desk or a person.
        SeeDue = "see-due" "see what falls due",
        /// Imports and their anomalies.
        SeeImports = "see-imports" "see imports",
        /// The form of an act, and what stands in its way.
        PrepareAct = "prepare-act" "see the form of an act and what stands in its way",
        /// An act on a file; which desk may do which one is a duty.
        Act = "act" "act on a file",
        /// A new file.
        OpenNewFile = "open-new-file" "open a new file",
        /// Content that an act will name.
        Upload = "upload" "hand in a file",
        /// Notices and other outside data.
        Import = "import" "import",
        /// Checking the whole record.
        Audit = "audit" "check the record",
        /// Accounts, links and closures.
        Administer = "administer" "administer accounts",
    }
}
