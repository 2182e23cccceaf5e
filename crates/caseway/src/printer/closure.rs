//! The closure certificate of a case as paper shows it.

use app::papers::{Contents, NotPrinted};
use case::{
    Decider,
    execution::Course,
    loa,
    sale::{Stage, State},
};
use documents::{
    ClosureCertificate,
    closure::{self as paper, Balance, Code, Finality, Line, Open},
    offer::Signature,
};
use ledger::{Account, Books, Ledger};
use terms::{Day, Desk, Usd};

use super::{agency, office, purchaser};

/// The view.
pub fn view(contents: &Contents) -> Result<ClosureCertificate, NotPrinted> {
    let case = &contents.case;
    let opened = case.opened.as_ref().zip(case.case()).zip(purchaser(contents));
    let (Some(((opened, id), purchaser)), Some(how)) = (opened, how(case)) else {
        let sentence = format!("The case {} is not closed.", contents.file);
        return Err(NotPrinted::Nothing(sentence));
    };
    let books = books(case);
    let value = books.balance(Account::CASE_VALUE, id);
    let received: Usd = case.deposits.iter().map(|deposit| deposit.amount).sum();
    let unpaid = value.minus(received).filter(|left| Usd::ZERO < *left);
    let accountant = contents.nation.desk(Desk::Finance).to_owned();
    Ok(ClosureCertificate {
        office: office(contents),
        purchaser,
        case: id.clone(),
        version: case.version_in_force(),
        nickname: opened.nickname.clone(),
        description: opened.description.clone(),
        finality: how.finality,
        code: how.code,
        closed_on: case.closed_on,
        certificate: how.certificate,
        supply_completed_on: case.supply_completed_on,
        held_on: case.held_on,
        target: how.target,
        lines: case.agreed().lines.iter().map(|at| line(case, at)).collect(),
        courses: case.courses.iter().map(course).collect(),
        value: Some(value).filter(|value| *value != Usd::ZERO),
        received,
        books: books.balances().map(balance).collect(),
        open: open(contents, how.residue, unpaid),
        reopened: u32::try_from(case.reopenings.len()).unwrap_or(u32::MAX),
        remarks: how.remarks,
        certified: unsigned(&agency(contents).unwrap_or_default()),
        accepted: unsigned(&accountant),
        accountant,
    })
}

/// How the case was closed.
struct How {
    finality: Finality,
    code: Option<Code>,
    certificate: String,
    residue: Option<String>,
    remarks: Option<String>,
    target: Option<Day>,
}

fn how(case: &State) -> Option<How> {
    let told = |code: case::closure::close::ClosureCode| Code {
        code: code.code().to_owned(),
        meaning: code.meaning().to_owned(),
    };
    match (case.stage(), &case.closed, &case.interim) {
        (Stage::Closed, Some(closed), _) => Some(How {
            finality: Finality::Final,
            code: closed.code.map(told),
            certificate: closed.close.certificate.clone(),
            residue: None,
            remarks: closed.close.remarks.clone(),
            target: None,
        }),
        (Stage::InterimClosed, _, Some(interim)) => Some(How {
            finality: Finality::Interim,
            code: Some(told(interim.code)),
            certificate: interim.close.certificate.clone(),
            residue: Some(interim.close.residue.clone()),
            remarks: interim.close.remarks.clone(),
            target: interim.target,
        }),
        _ => None,
    }
}

fn unsigned(agency: &str) -> Signature {
    Signature { agency: Some(agency.to_owned()), ..Signature::default() }
}

fn line(case: &State, line: &loa::Line) -> Line {
    let received = case.received(&line.number);
    let whole = line.quantity.is_some_and(|ordered| ordered <= received);
    let state = match line.quantity {
        _ if case.closes_conditionally(&line.number) => "received; closed with a contract open",
        _ if case.is_cancelled(&line.number) => "what was left was cancelled",
        Some(_) if whole => "received in full",
        Some(_) => "covered by the proof of supply complete",
        None => "value only; performed as recorded",
    };
    Line {
        number: line.number.clone(),
        description: line.description.clone(),
        ordered: line.quantity,
        received,
        state: state.to_owned(),
    }
}

fn course(course: &Course) -> paper::Course {
    let state = match &course.completed {
        Some(done) => format!("completed; {} passed", done.passed.len()),
        None => "not recorded as completed".to_owned(),
    };
    paper::Course { course: course.number.to_string(), title: course.plan.title.clone(), state }
}

fn books(case: &State) -> Books {
    let mut books = Books::default();
    for entry in &case.entries {
        books.post(entry);
    }
    books
}

fn balance(balance: ledger::books::Balance) -> Balance {
    let amount = balance.amount;
    let credit = Usd::ZERO.minus(amount).filter(|_| amount.is_negative());
    Balance {
        account: balance.account.number().to_owned(),
        name: balance.account.name().to_owned(),
        ledger: match balance.account.ledger() {
            Ledger::Proprietary => "cash and what is owed",
            Ledger::Budgetary => "authority",
            Ledger::Memo => "memoranda",
        }
        .to_owned(),
        debit: (!amount.is_negative()).then_some(amount),
        credit,
    }
}

/// What stays open: what is still to be settled, contracts of lines that were closed so,
/// conditions, the months in which a discrepancy may be reported, and what outlives every case.
fn open(contents: &Contents, residue: Option<String>, unpaid: Option<Usd>) -> Vec<Open> {
    let case = &contents.case;
    let row = |what: &str, text: String, until: Option<Day>, rule: Option<&str>| Open {
        what: what.to_owned(),
        text,
        until,
        rule: rule.filter(|id| contents.rule(id).is_some()).map(str::to_owned),
    };
    let target = case.interim.as_ref().and_then(|interim| interim.target);
    let residue = residue.map(|text| row("To be settled", text, target, Some("CLO-002")));
    let unpaid = unpaid.map(|left| {
        let left = contents.nation.money(left);
        let text = format!("The accepted value is an estimate; {left} of it was not received.");
        row("Money not received", text, None, None)
    });
    let settled = case.closed.as_ref().map(|closed| closed.open_contracts.is_empty());
    let contracts = case.closed_lines.iter().filter(|_| settled != Some(true)).map(|closed| {
        let what = format!("Contract of line {}", closed.line);
        let text = format!("{} is open: {}", closed.contract, closed.evidence);
        row(&what, text, None, Some("CLO-004"))
    });
    let conditions = case.conditions.iter().filter(|set| set.honoured.is_none()).map(|set| {
        let body = contents.nation.desk(set.body);
        row("Condition", format!("{} ({body})", set.text), None, None)
    });
    let monitoring = row(
        "End-use monitoring",
        "It goes on in the purchaser's own record for as long as the purchaser has what was sold."
            .to_owned(),
        None,
        Some("EUM-001"),
    );
    let warranty = row(
        "Warranty",
        "What contracts give runs on by their own terms, and its benefit is the purchaser's."
            .to_owned(),
        None,
        None,
    );
    let late = row(
        "Late costs, refunds, errors",
        "They reopen the case; it is then closed again.".to_owned(),
        None,
        None,
    );
    let rest = discrepancies(contents).into_iter().chain([warranty, monitoring, late]);
    residue.into_iter().chain(unpaid).chain(contracts).chain(conditions).chain(rest).collect()
}

/// The months in which a discrepancy of what was received last may be reported.
fn discrepancies(contents: &Contents) -> Option<Open> {
    let rule = contents.rule("SDR-001")?;
    let months = rule.whole("months")?;
    let receipts = contents.case.shipments.iter().filter_map(|s| s.receipt.as_ref());
    let last = receipts.map(|receipt| receipt.received_on).max()?;
    Some(Open {
        what: "Discrepancy reports".to_owned(),
        text: format!(
            "What was received last, on {}, may be reported within {months} months.",
            last.date().strftime("%-d %B %Y")
        ),
        until: Some(last.plus_months(months)),
        rule: Some(rule.id.clone()),
    })
}
