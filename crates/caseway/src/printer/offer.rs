//! The offer of a case as paper shows it.

use app::papers::{Contents, NotPrinted};
use case::{
    authority, loa,
    office::{StandardTerms, standard_terms},
    sale::State,
    scope,
};
use documents::{
    Offer,
    offer::{
        Acceptance, Authorised, Block, Condition, Line, Note, Payment, Reference, Requirement,
        Section, Signature, Summary, Term,
    },
};
use rules::Jurisdiction;
use terms::{Desk, Transmittal, Version};

use super::{agency, purchaser, yes_or_no};

/// The view.
pub fn view(contents: &Contents) -> Result<Offer, NotPrinted> {
    let case = &contents.case;
    let opened = case.opened.as_ref().zip(case.case()).zip(purchaser(contents));
    let Some(((opened, id), purchaser)) = opened else {
        return Err(NotPrinted::Nothing(format!(
            "The case {} is known from a public notice only; no offer is on record.",
            contents.file
        )));
    };
    let terms = case.terms.as_ref();
    let summary = summary(contents);
    let payments = match summary.total.exact {
        Some(_) => contents.priced.iter().flat_map(|priced| &priced.payments).collect(),
        None => Vec::new(),
    };
    let agency = agency(contents).unwrap_or_default();
    let nation = &contents.nation;
    let mut signatures = case.offer.signatures.iter().map(|given| signed(given, (&agency, nation)));
    Ok(Offer {
        case: id.clone(),
        version: Version::Basic,
        number: case.offer.number,
        seller: format!("{}, {agency}", nation.seller),
        purchaser,
        references: references(contents),
        description: opened.description.clone(),
        nickname: Some(opened.nickname.clone()),
        initial_deposit: terms.map(|terms| terms.initial_deposit),
        terms: terms.map(term).into_iter().collect(),
        transmittals: transmittals(case),
        expires_on: case.offer.expires_on,
        signature: signatures.next().unwrap_or_default(),
        countersignature: signatures.next().unwrap_or_default(),
        acceptance: case.accepted.as_ref().map(acceptance).unwrap_or_default(),
        lines: case.lines.iter().map(|at| line(at, &case.requirements)).collect(),
        summary,
        payments: payments.into_iter().map(payment).collect(),
        notes: notes(contents),
        conditions: case.conditions.iter().map(|set| condition(set, nation)).collect(),
        standard_terms: contents.terms.as_ref().map(standard_terms),
        authorised: contents.terms.as_ref().map(authorised),
    })
}

/// The letter, and the letters by which its questions were answered. The record keeps when an
/// answer arrived and not its date.
pub(super) fn references(contents: &Contents) -> Vec<Reference> {
    let Some((_, request)) = &contents.request else { return Vec::new() };
    let letter = request
        .letter
        .iter()
        .map(|letter| Reference { reference: letter.reference.clone(), dated: letter.signed_on });
    let answers = request.rounds.iter().filter_map(|round| round.answer.as_ref());
    let answers =
        answers.map(|answer| Reference { reference: answer.reference.clone(), dated: None });
    letter.chain(answers).collect()
}

fn term(terms: &loa::Terms) -> Term {
    Term { terms: terms.terms_of_sale, financing: Some(terms.financing), amount: None }
}

/// Its notifications. None is known to apply once the offer was countersigned without one: the
/// gate of that act asked.
pub(super) fn transmittals(case: &State) -> Option<Vec<Transmittal>> {
    let numbers = case.notifications.iter().filter_map(|n| n.file.as_str().parse().ok());
    let numbers: Vec<Transmittal> = numbers.collect();
    let asked = case.offer.countersigned_on.is_some();
    (!numbers.is_empty() || asked).then_some(numbers)
}

/// The office's authorised text, a line a paragraph.
fn standard_terms(terms: &StandardTerms) -> Vec<Section> {
    let paragraphs = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let section = |section: &standard_terms::Section| Section {
        title: section.title.clone(),
        paragraphs: paragraphs(&section.text),
    };
    terms.sections.iter().map(section).collect()
}

fn authorised(terms: &StandardTerms) -> Authorised {
    let StandardTerms { office, reference, starts, .. } = terms;
    Authorised { office: office.clone(), reference: reference.clone(), starts: *starts }
}

/// A signature as the record has it: the agency or else the desk, the day, and the person where one
/// is named.
fn signed(signature: &loa::Signature, (agency, nation): (&str, &Jurisdiction)) -> Signature {
    let loa::Signature { by, on } = signature;
    let named = by.to_string();
    let body = if by.desk() == Desk::AgencyApprover { agency } else { nation.desk(by.desk()) };
    let name = named.split_once('@').map(|(name, _)| name).filter(|name| !name.is_empty());
    Signature {
        agency: Some(body.to_owned()),
        name: name.map(str::to_owned),
        title: None,
        signed_on: Some(*on),
    }
}

fn acceptance(accepted: &loa::Accepted) -> Acceptance {
    let given = &accepted.signature;
    Acceptance {
        signature: Signature {
            agency: Some(given.agency.clone()),
            name: Some(given.name.clone()),
            title: Some(given.title.clone()),
            signed_on: Some(given.signed_on),
        },
        mark_for: given.mark_for.clone(),
        forwarder: given.forwarder.clone(),
        procuring_agency: given.procuring_agency.clone(),
        paying_office: Some(given.paying_office.clone()),
    }
}

fn line(line: &loa::Line, requirements: &[scope::Requirement]) -> Line {
    let requirement = |number: &String| Requirement {
        number: number.clone(),
        title: requirements
            .iter()
            .find(|known| known.number.to_string() == *number)
            .map(|known| few_words(&known.requirement.what)),
    };
    Line {
        number: line.number.clone(),
        description: line.description.clone(),
        generic_code: line.generic_code.clone(),
        masl: line.masl.clone(),
        sme: yes_or_no(line.sme),
        mde: yes_or_no(line.mde),
        condition: line.condition.clone(),
        record_mark: line.record_mark.map(|mark| mark.to_string()),
        notes: line.notes.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        unit_cost: line.unit_cost,
        total: line.total(),
        source: line.source,
        months: line.months.clone(),
        assistance: line.assistance,
        release: line.release,
        term: line.term,
        requirements: line.requirements.iter().map(requirement).collect(),
    }
}

/// The beginning of a text, cut between words.
fn few_words(text: &str) -> String {
    const SHOWN_MAX: usize = 80;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= SHOWN_MAX {
        return text;
    }
    let shown: String = text.chars().take(SHOWN_MAX).collect();
    let whole = shown.rsplit_once(' ').map_or(shown.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

/// The blocks of the summary. As long as the price of a line is not known, neither is the sum of
/// the lines, nor anything that is reckoned from it.
fn summary(contents: &Contents) -> Summary {
    let case = &contents.case;
    let approved = case.offer.approved.is_some();
    let counted = !case.lines.is_empty() && case.lines.iter().all(|line| line.total().is_some());
    let (by_lines, by_terms) = (approved || counted, approved || case.terms.is_some());
    let exact = contents.priced.as_ref().map(|priced| priced.summary);
    let printed = exact.as_ref().map(pricing::Summary::printed);
    let block = |known: bool, of: fn(&pricing::Summary) -> terms::Usd| Block {
        exact: exact.as_ref().filter(|_| known).map(of),
        printed: printed.as_ref().filter(|_| known).map(of),
    };
    Summary {
        net: block(by_lines, |s| s.net),
        packing: block(by_terms, |s| s.packing),
        administrative: block(by_lines, |s| s.administrative),
        transportation: block(by_terms, |s| s.transportation),
        other: block(by_terms, |s| s.other),
        total: block(by_lines && by_terms, |s| s.total),
    }
}

fn payment(payment: &pricing::Payment) -> Payment {
    Payment { due: payment.due, amount: payment.amount, cumulative: payment.cumulative }
}

/// The notes, numbered in their order: those that were written for this offer, each with the lines
/// that name its number, then those that the rules chose.
fn notes(contents: &Contents) -> Vec<Note> {
    let case = &contents.case;
    let notes = case.terms.iter().flat_map(|terms| &terms.notes);
    let note = |(number, note): (usize, &loa::set_terms::Note)| {
        let number = number.to_string();
        let named = |line: &&loa::Line| {
            let names = line.notes.as_deref().unwrap_or_default();
            names.split([',', ';', ' ']).any(|name| name == number)
        };
        let lines: Vec<&str> =
            case.lines.iter().filter(named).map(|line| line.number.as_str()).collect();
        Note {
            title: note.title.clone(),
            lines: (!lines.is_empty()).then(|| lines.join(", ")),
            text: note.text.clone(),
            number,
        }
    };
    let mut all: Vec<Note> = (1..).zip(notes).map(note).collect();
    for chosen in &contents.notes {
        all.push(of_table(all.len() + 1, chosen));
    }
    all
}

/// A note of the table, with its code and version, so that its text can be found again.
fn of_table(number: usize, chosen: &loa::notes::Chosen) -> Note {
    let loa::notes::Chosen { code, version, title, text, citation, .. } = chosen;
    let lines: Vec<&str> = chosen.lines.iter().map(terms::LineNumber::as_str).collect();
    Note {
        number: number.to_string(),
        title: format!("{title} ({code}, version {version})"),
        lines: (!lines.is_empty()).then(|| lines.join(", ")),
        text: format!("{text} [{citation}]"),
    }
}

fn condition(condition: &authority::Condition, nation: &Jurisdiction) -> Condition {
    Condition {
        body: nation.desk(condition.body).to_owned(),
        text: condition.text.clone(),
        before: Some(condition.before.meaning().to_owned()),
        honoured: condition.honoured.is_some(),
    }
}
