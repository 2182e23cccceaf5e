//! Rules that recorded data cannot decide: the role that a row names says what it found, and the
//! gates that the row names ask for its newest statement. Which rules are asked where is data.

use rules::{Attestation, Finding, Outcome, Row};
use terms::{Kind, PurchaserCode, codes::Financing};

use super::{applies, idle};
use crate::{
    Decider, file,
    lor::letter::Letter,
    sale,
    situation::Situation,
    statements::{Said, Statements, attest, kept_on},
};

/// The sale that a file belongs to, as far as the file and the facts tell.
#[derive(Debug, Clone, Copy)]
pub struct Sale<'a> {
    /// The case.
    pub case: Option<&'a sale::State>,
    /// The letter of request.
    pub letter: Option<&'a Letter>,
    /// The purchaser.
    pub purchaser: Option<&'a PurchaserCode>,
}

impl<'a> Sale<'a> {
    /// What the facts of other files tell of it.
    pub fn of(now: &Situation<'a>) -> Self {
        let letter = now.facts.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
        Self {
            case: now.facts.case.as_ref().map(|(_, case)| &**case),
            letter,
            purchaser: now.facts.country.as_ref().map(|country| &country.code),
        }
    }

    /// How it is paid, where that is known.
    pub fn financing(&self) -> Option<Financing> {
        let terms = self.case.and_then(|case| case.terms.as_ref()).map(|terms| terms.financing);
        terms.or_else(|| self.letter?.financing)
    }
}

/// Holds every rule that asks for a statement at an act against the statements on record.
pub fn asked<S: Decider>(
    state: &S,
    (kind, act): (Kind, &str),
    now: &Situation<'_>,
) -> Vec<Finding> {
    let act = format!("{}/{act}", kind.word());
    let rows = now.pack.asked_at(&act).filter_map(|rule| now.row(rule));
    let asks = |row: &&Row| row.attestation.as_ref().is_some_and(|asked| asked.acts.contains(&act));
    rows.filter(asks).map(|row| held(state, kind, now, row)).collect()
}

/// Holds one row that asks for a statement against the statements on record.
pub fn held<S: Decider>(state: &S, kind: Kind, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(asked) = &row.attestation else { return idle(row, "The row asks for no statement.") };
    let sale = state.sale(now);
    if let Some(why) = applies::not_to(row, asked, &sale) {
        return idle(row, why);
    }
    let said = statements(state, kind, now, asked).and_then(|kept| kept.newest(&row.id));
    judge(row, asked, said, now)
}

fn judge(
    row: &Row,
    asked: &Attestation,
    said: Option<&Said<attest::Attestation>>,
    now: &Situation<'_>,
) -> Finding {
    let named = now.pack.jurisdiction();
    let roles: Vec<&str> = asked.roles.iter().map(|desk| named.desk(*desk)).collect();
    let remedy = format!(
        "State what was found under {}, with the act attest on the file of the {}.",
        row.id, asked.file
    );
    let Some(said) = said else {
        let no = format!("{}: nobody stated what was found ({}).", row.title, roles.join(" or "));
        return Finding::under(row, Outcome::Refused, no).remedy(remedy, &asked.roles);
    };
    let (what, by) = (&said.what, named.desk(said.by.desk()));
    let until = asked.holds_until(what.on);
    let over = until.filter(|until| *until < now.today);
    let (outcome, sentence) = match (what.met, over) {
        (false, _) => {
            (Outcome::Refused, format!("Not met, says {by} on {}: {}", what.on, what.found))
        }
        (true, Some(until)) => {
            let no = format!(
                "The statement of {by} of {} held until {until}; today is {}.",
                what.on, now.today
            );
            (Outcome::Refused, no)
        }
        (true, None) => {
            (Outcome::Satisfied, format!("Stated by {by} on {}: {}", what.on, what.found))
        }
    };
    let finding = Finding::under(row, outcome, sentence)
        .fact("stated on", what.on)
        .fact("by", said.by.person())
        .fact("evidence", &what.evidence);
    let finding = match until {
        Some(until) => finding.fact("holds until", until),
        None => finding,
    };
    if finding.refuses() { finding.remedy(remedy, &asked.roles) } else { finding }
}

/// The statements of the file that keeps those of a row.
fn statements<'a, S: Decider>(
    state: &'a S,
    kind: Kind,
    now: &Situation<'a>,
    asked: &Attestation,
) -> Option<&'a Statements> {
    let keeper = kept_on(&asked.file)?;
    if keeper == kind {
        return Some(&state.head().statements);
    }
    of_other(keeper, now)
}

/// What of a row that asks for a statement the program does not know: a kind of file, an act, a
/// word for the sales that it concerns.
pub fn faults(row: &Row) -> Vec<String> {
    let Some(asked) = &row.attestation else { return Vec::new() };
    let stated = |kind: &Kind| file::acts(*kind).iter().any(|about| about.name == "attest");
    let mut faults = Vec::new();
    if !kept_on(&asked.file).is_some_and(|kind| stated(&kind)) {
        faults.push(format!("a file that keeps statements, in place of \"{}\"", asked.file));
    }
    let acts = |kind: Kind| file::acts(kind).into_iter().map(move |about| (kind, about.name));
    let known = |act: &&String| {
        let of_kind = Kind::ALL.into_iter().flat_map(acts);
        of_kind.map(|(kind, name)| format!("{}/{name}", kind.word())).any(|name| name == **act)
    };
    let unknown = asked.acts.iter().filter(|act| !known(act));
    faults.extend(unknown.map(|act| format!("an act that is known, in place of \"{act}\"")));
    if let Some(word) = asked.of.as_deref().filter(|word| !applies::knows(word)) {
        faults.push(format!("sales that the program can tell, in place of \"{word}\""));
    }
    faults
}

/// The statements of another file that the facts hold.
pub fn of_other<'a>(keeper: Kind, now: &Situation<'a>) -> Option<&'a Statements> {
    let facts = now.facts;
    let head = match keeper {
        Kind::Purchaser => facts.purchaser.as_ref()?.head(),
        Kind::Request => facts.request.as_ref()?.1.head(),
        Kind::Case => facts.case.as_ref()?.1.head(),
        Kind::Notification | Kind::Support | Kind::Audit | Kind::Office => return None,
    };
    Some(&head.statements)
}
