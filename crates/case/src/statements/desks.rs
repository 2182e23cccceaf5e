//! The desks that may state what was found or record a waiver, by kind of file; the one that
//! usually does stands first. Which of them states a rule is the row's to say.

use terms::Desk;

/// On the file of a purchaser.
pub const PURCHASER: &[Desk] = &[Desk::State, Desk::CountryDesk, Desk::Compliance, Desk::Legal];

/// On the file of a request.
pub const REQUEST: &[Desk] = &[
    Desk::CaseManager,
    Desk::Intake,
    Desk::SecurityCooperation,
    Desk::CountryDesk,
    Desk::TechnologySecurity,
    Desk::Legal,
    Desk::State,
];

/// On the file of a case.
pub const CASE: &[Desk] = &[
    Desk::CaseManager,
    Desk::CaseWriter,
    Desk::SecurityCooperation,
    Desk::CountryDesk,
    Desk::Comptroller,
    Desk::Legal,
    Desk::TechnologySecurity,
    Desk::State,
    Desk::Compliance,
    Desk::Logistics,
];

/// On the file of a notification.
pub const NOTIFICATION: &[Desk] =
    &[Desk::CountryDesk, Desk::CaseManager, Desk::Legal, Desk::State, Desk::Legislative];
