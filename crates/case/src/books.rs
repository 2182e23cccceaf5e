//! What each event means for money: the entries that it posts. Money moves only so; the ledger is
//! a function of the journal.

use ledger::{Account, Books, Breach, Dims, Entry, Rule};
use terms::{CaseId, Day, LineNumber, Usd, codes::Financing};

use crate::{
    Event,
    decider::{Outcome, Told},
    money::Posted,
    refusal::Refusal,
    sale::{self, State},
    situation::Situation,
};

struct Pen<'a> {
    books: &'a Books,
    on: Day,
    case: &'a CaseId,
    dims: Dims,
    out: Vec<Entry>,
}

impl Pen<'_> {
    /// Posts an amount under a rule.
    fn post(&mut self, code: &str, amount: Usd) {
        let rule = Rule::of(code).expect("INVARIANT: a code of the table, or one read against it");
        self.out.extend(rule.entry(self.on, self.dims.clone(), amount));
    }

    /// What the case holds in an account, on the account's credit side.
    fn credit(&self, account: Account) -> Usd {
        Usd::ZERO.minus(self.debit(account)).unwrap_or_default()
    }

    /// What the case holds in an account, on the account's debit side.
    fn debit(&self, account: Account) -> Usd {
        self.books.balance(account, self.case)
    }

    /// Empties an account line by line under a rule.
    fn empty(&mut self, code: &str, account: Account, lines: &[LineNumber]) {
        for line in lines.iter().map(Some).chain([None]) {
            let all = self.debit(account);
            let held = if let Some(line) = line {
                self.books.of_line(account, self.case, line)
            } else {
                let of_lines = lines.iter().map(|l| self.books.of_line(account, self.case, l));
                all.minus(of_lines.sum()).unwrap_or_default()
            };
            self.dims.line = line.cloned();
            self.post(code, held);
        }
        self.dims.line = None;
    }
}

/// The fund that pays a case: that of its terms.
pub(crate) fn fund(case: &State) -> Financing {
    case.agreed().terms.map_or(Financing::National, |terms| terms.financing)
}

const fn payment(fund: Financing) -> &'static str {
    match fund {
        Financing::National | Financing::ThirdParty => "2",
        Financing::Grant => "3",
        Financing::Loan => "4",
    }
}

/// Refuses what would break a sum that must hold: nothing is posted first and found wrong later.
pub(crate) fn check(case: &State, outcome: &Outcome, now: &Situation<'_>) -> Result<(), Refusal> {
    let own = outcome.own.iter().filter_map(|event| match event {
        Event::Case(event) => Some(event),
        _ => None,
    });
    let posts: Vec<Entry> = own.flat_map(|event| entries(case, event, now.today)).collect();
    if posts.is_empty() {
        return Ok(());
    }
    let before = case.books.breaches();
    let mut books = case.books.clone();
    for entry in &posts {
        books.post(entry);
    }
    let new = books.breaches().into_iter().filter(|breach| !before.contains(breach));
    let said = new.map(|breach| now.contradiction(sentence(&breach), REMEDY));
    Refusal::unless_clear(said)
}

const REMEDY: &str = "Check the amount, or post first what it rests on.";

fn sentence(breach: &Breach) -> String {
    match breach {
        Breach::WrongSide { account, sum, .. } if *account == Account::CASH => {
            format!("The cash of the case would stand at {sum}, below nothing.")
        }
        Breach::WrongSide { account, sum, .. } => {
            let short = if sum.is_negative() { Usd::ZERO.minus(*sum) } else { Some(*sum) };
            let short = short.unwrap_or_default();
            format!("Account {account} ({}) holds {short} less than that.", account.name())
        }
        other => format!("This cannot be posted: {other}."),
    }
}

/// The entries of one event of a case, as it was before the event.
pub fn of(case: &State, event: &sale::Event, told: &Told<'_>) -> Vec<Entry> {
    entries(case, event, told.on)
}

#[expect(clippy::too_many_lines, reason = "a line an event: a split would need a wildcard")]
fn entries(case: &State, event: &sale::Event, today: Day) -> Vec<Entry> {
    match event {
        // The value of a change is posted when it takes effect.
        sale::Event::Accepted(_) if case.change().is_some() => Vec::new(),
        sale::Event::Accepted(e) => write(case, today, |pen| pen.post("1", e.value)),
        sale::Event::Deposited(e) => write(case, e.on, |pen| {
            pen.dims.document = Some(e.reference.clone());
            pen.post(payment(pen.dims.fund), e.amount);
        }),
        sale::Event::Implemented(e) => write(case, today, |pen| pen.post("6", e.authority)),
        sale::Event::EmergencyImplemented(e) => {
            write(case, today, |pen| pen.post("6", e.authority))
        }
        sale::Event::ChangeImplemented(e) => write(case, today, |pen| {
            pen.post("1", e.change);
            // A lower value takes back what authority is free; complete supply gave it back.
            match Usd::ZERO.minus(e.change).filter(|_| e.change.is_negative()) {
                Some(less) => pen.post("23", less.min(pen.debit(Account::AUTHORITY))),
                None => pen.post("6", e.change),
            }
        }),
        sale::Event::Posted(e) => write(case, e.on, |pen| posted(pen, e)),
        sale::Event::PostingReversed(e) => mirrored(case, e),
        sale::Event::CancellationSettled(e) => {
            write(case, e.settled_on, |pen| settled(pen, case, e))
        }
        sale::Event::SupplyCompleted(_) => write(case, today, |pen| unused(pen, case)),
        sale::Event::InterimClosed(_) => write(case, today, interim),
        sale::Event::Closed(_) => write(case, today, |pen| closed(pen, case)),
        // cargo x new: entry
        sale::Event::Opened(_)
        | sale::Event::OpenedFromNotice(_)
        | sale::Event::RevisedFromNotice(_)
        | sale::Event::Attached(_)
        | sale::Event::RequirementDefined(_)
        | sale::Event::LineAdded(_)
        | sale::Event::LineChanged(_)
        | sale::Event::LinePriced(_)
        | sale::Event::LineRemoved(_)
        | sale::Event::TermsSet(_)
        | sale::Event::PositionTaken(_)
        | sale::Event::TopicAgreed(_)
        | sale::Event::LegallyReviewed(_)
        | sale::Event::AreaReviewed(_)
        | sale::Event::FindingRaised(_)
        | sale::Event::FindingResolved(_)
        | sale::Event::Approved(_)
        | sale::Event::Written(_)
        | sale::Event::BodyDecided(_)
        | sale::Event::ConditionHonoured(_)
        | sale::Event::NotificationMoved(_)
        | sale::Event::Countersigned(_)
        | sale::Event::Offered(_)
        | sale::Event::OfferExtended(_)
        | sale::Event::CounterOffered(_)
        | sale::Event::Restated(_)
        | sale::Event::Declined(_)
        | sale::Event::Expired(_)
        | sale::Event::DeliveryPlanned(_)
        | sale::Event::Shipped(_)
        | sale::Event::ShipmentReceived(_)
        | sale::Event::Inspected(_)
        | sale::Event::CoursePlanned(_)
        | sale::Event::StudentEnrolled(_)
        | sale::Event::CourseCompleted(_)
        | sale::Event::SupportProvided(_)
        | sale::Event::Suspended(_)
        | sale::Event::Resumed(_)
        | sale::Event::DraftHeld(_)
        | sale::Event::DraftReleased(_)
        | sale::Event::WritingStarted(_)
        | sale::Event::DraftReturned(_)
        | sale::Event::CounterRefused(_)
        | sale::Event::CorrectedByPen(_)
        | sale::Event::OfferRevived(_)
        | sale::Event::EmergencyProposed(_)
        | sale::Event::Cancelled(_)
        | sale::Event::ReviewHeld(_)
        | sale::Event::ActionItemDone(_)
        | sale::Event::LineClosed(_)
        | sale::Event::Reopened(_)
        | sale::Event::ReviewRaised(_)
        | sale::Event::ReviewClosed(_)
        | sale::Event::Held(_)
        | sale::Event::Attested(_)
        | sale::Event::Waived(_)
        | sale::Event::ChangeOpened(_)
        | sale::Event::ScopeDeclared(_)
        | sale::Event::SurchargeReviewed(_)
        | sale::Event::ModificationSent(_)
        | sale::Event::ReceiptRecorded(_)
        | sale::Event::ParticipantAdded(_)
        | sale::Event::ParticipantRemoved(_)
        | sale::Event::PartiesSet(_)
        | sale::Event::ProgrammeJoined(_)
        | sale::Event::ProgrammeLeft(_)
        | sale::Event::NoteAdded(_)
        | sale::Event::NoteLeftOut(_)
        | sale::Event::Marked(_)
        | sale::Event::LoweringProposed(_)
        | sale::Event::MarkingLowered(_)
        | sale::Event::DocumentIssued(_) => Vec::new(),
    }
}

/// Of a case whose purchaser or number is not known there is no money.
fn write(case: &State, on: Day, how: impl FnOnce(&mut Pen<'_>)) -> Vec<Entry> {
    let Some((purchaser, id)) = case.purchaser().zip(case.case()) else { return Vec::new() };
    let mut dims = Dims::of(purchaser.clone(), id.clone());
    dims.fund = fund(case);
    let mut pen = Pen { books: &case.books, on, case: id, dims, out: Vec::new() };
    how(&mut pen);
    pen.out
}

/// What a person recorded, amount by amount.
fn posted(pen: &mut Pen<'_>, event: &Posted) {
    pen.dims.line.clone_from(&event.line);
    pen.dims.document = Some(event.reference.clone());
    pen.dims.contract.clone_from(&event.contract);
    for amount in &event.amounts {
        pen.post(&amount.rule, amount.amount);
    }
    if let Some(original) = &event.credits {
        let credited = pen.out.iter().map(|entry| entry.credit(original)).collect();
        pen.out = credited;
    }
}

/// The mirror of every entry of a document.
fn mirrored(case: &State, event: &crate::money::reverse::Reversed) -> Vec<Entry> {
    let of_document = case.entries.iter().filter(|entry| entry.is_of(&event.document));
    of_document.map(|entry| entry.mirror(event.on, &event.reference)).collect()
}

/// What ending a case or a line did cost: owed to whoever bears it, out of the authority that is
/// free. Authority of a case that is cancelled as a whole goes back.
fn settled(pen: &mut Pen<'_>, case: &State, event: &crate::execution::cancel::Settled) {
    pen.dims.document = Some(event.reference.clone());
    let free = pen.debit(Account::AUTHORITY);
    // A case that was cancelled before its implementation has no authority: it is issued.
    if free < event.cost {
        pen.post("6", event.cost.minus(free).unwrap_or_default());
    }
    for code in ["7", "8", "10"] {
        pen.post(code, event.cost);
    }
    if event.line.is_none() {
        let rest = free.minus(event.cost).unwrap_or_default();
        if !rest.is_negative() {
            pen.post("27", rest);
        }
        pen.empty("27c", Account::COMMITTED, &numbers(case));
    }
}

fn numbers(case: &State) -> Vec<LineNumber> {
    case.agreed().lines.iter().map(|line| line.number.clone()).collect()
}

/// Authority that nobody obligated goes back once everything is supplied.
fn unused(pen: &mut Pen<'_>, case: &State) {
    pen.empty("27", Account::AUTHORITY, &numbers(case));
    pen.empty("27c", Account::COMMITTED, &numbers(case));
}

/// Interim closure: what open obligations may still cost stands in suspense, the rest of the
/// advance belongs to no case any more.
fn interim(pen: &mut Pen<'_>) {
    let open = pen.debit(Account::OBLIGATED);
    let advanced = pen.credit(ledger::rule::advance(pen.dims.fund));
    let held = open.min(advanced);
    if !held.is_negative() {
        pen.post("28", held);
        pen.post("28x", advanced.minus(held).unwrap_or_default());
    }
}

/// Final closure: nothing stays in suspense and no authority is left.
fn closed(pen: &mut Pen<'_>, case: &State) {
    let suspense = pen.credit(Account::SUSPENSE);
    pen.post("30", suspense);
    let lines = numbers(case);
    unused(pen, case);
    pen.empty("30o", Account::OBLIGATED, &lines);
    pen.empty("30u", Account::UNPAID, &lines);
    pen.empty("30p", Account::PAID, &lines);
}
