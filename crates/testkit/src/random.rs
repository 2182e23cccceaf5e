//! Random acts: whatever fits the forms, and what does not, by anybody on any day. One number draws
//! the same acts each time.

use case::{About, Field, Input, Need, file};
use serde_json::{Map, Value, json};
use terms::{Actor, Day, Desk, StreamId};

/// Where the acts begin: from nothing, and at stages all along a sale.
pub const BEGINNINGS: &[(&str, &str)] = &[
    ("purchaser/BN", "registered"),
    ("request/BN-26-0001", "received"),
    ("request/BN-26-0001", "actionable"),
    ("case/BN-P-LCB", "development"),
    ("case/BN-P-LCB", "loa.legally_reviewed"),
    ("case/BN-P-LCB", "in-review"),
    ("case/BN-P-LCB", "state-listed"),
    ("notification/26-99", "notified"),
    ("case/BN-P-LCB", "offered"),
    ("case/BN-P-LCB", "accepted"),
    ("case/BN-P-LCB", "implemented"),
    ("case/BN-P-LCB", "case.shipped"),
    ("case/BN-P-LCB", "closure-hold"),
];

/// The files that acts are done to.
pub const STREAMS: &[&str] = &[
    "purchaser/BN",
    "purchaser/XA",
    "request/BN-26-0001",
    "request/BN-26-0002",
    "case/BN-P-LCB",
    "case/XA-P-LCB",
    "notification/26-99",
    "support/BN-P-LCB",
    "audit/case.BN-P-LCB",
];

/// The days on which they are done.
pub const DAYS: &[&str] = &[
    "1976-02-29",
    "2026-01-16",
    "2026-02-12",
    "2026-03-15",
    "2026-04-10",
    "2026-04-28",
    "2026-04-29",
    "2026-09-07",
    "2026-10-05",
    "2027-11-30",
    "9999-12-31",
];

const PEOPLE: &[&str] = &["ada", "ben"];

/// Draws from one number, the same ones each time.
pub struct Draws(pub u64);

impl Draws {
    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        // The step of SplitMix64: every bit of the number counts.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("below a size")
    }

    /// One of several.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// True so many times in ten.
    pub fn in_ten(&mut self, times: usize) -> bool {
        self.below(10) < times
    }
}

/// Arguments that fit the fields mostly, and do not now and then.
pub fn arguments(fields: &[Field], draws: &mut Draws) -> Value {
    let mut all = Map::new();
    for field in fields {
        let wanted = match field.need {
            Need::Must => draws.below(40) != 0,
            Need::May => draws.in_ten(5),
        };
        if wanted {
            all.insert(field.name.to_owned(), value(field, draws));
        }
    }
    Value::Object(all)
}

fn value(field: &Field, draws: &mut Draws) -> Value {
    if draws.below(60) == 0 {
        return json!([null, { "odd": -1 }]);
    }
    match field.input {
        Input::Text(_) => draws.one(&["S1", "S2", "0001", "Bayline"]).into(),
        Input::Long(_) => draws.one(&["In order", "Two lines\nof text"]).into(),
        Input::Day => draws.one(DAYS).into(),
        Input::Money => draws
            .one(&[
                "0.00",
                "1.00",
                "-5.00",
                "4,000,000.00",
                "1,000,000,000,000.00",
                "92233720368547758.07",
            ])
            .into(),
        Input::Id(example, _) => example.into(),
        Input::Choice(options) => options[draws.below(options.len())].0.into(),
        Input::Upload => "5e".repeat(32).into(),
        Input::Count(low, high) => [low, low + 1, high][draws.below(3)].into(),
        Input::Flag => draws.in_ten(7).into(),
        Input::Many(example, _) => json!([example]),
        Input::Records(inner) => (0..draws.below(4)).map(|_| arguments(inner, draws)).collect(),
    }
}

/// An act that was drawn.
pub struct Drawn {
    /// To which file.
    pub stream: StreamId,
    /// Which act, as it describes itself; `None` is an act that has no form.
    pub about: Option<&'static About>,
    /// With which arguments.
    pub arguments: Value,
    /// By whom; `None` is the desk whose duty it is.
    pub who: Option<Actor>,
    /// On which day.
    pub on: Day,
}

impl Drawn {
    /// The act's name.
    pub fn name(&self) -> &'static str {
        self.about.map_or("record-refusal", |about| about.name)
    }
}

/// Draws an act.
pub fn act(draws: &mut Draws) -> Drawn {
    let stream: StreamId = draws.one(STREAMS).parse().expect("a file");
    let acts = file::acts(stream.kind);
    let about = (!acts.is_empty()).then(|| acts[draws.below(acts.len())]);
    let arguments = arguments(about.map_or(&[][..], |about| about.fields), draws);
    let desk = Desk::ALL[draws.below(Desk::ALL.len())];
    let who = match draws.below(8) {
        0 => Some(Actor::at(desk)),
        1 => Some(Actor::named(draws.one(PEOPLE), desk).expect("a name")),
        _ => None,
    };
    let on = draws.one(DAYS).parse().expect("a day");
    Drawn { stream, about, arguments, who, on }
}
