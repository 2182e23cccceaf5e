//! A figure: pairs of runs, ours and the peer's, and what the ratio must be.

/// A bound of a ratio or of a value.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// It must be at least so much.
    AtLeast(f64),
    /// It must be at most so much.
    AtMost(f64),
}

impl Bound {
    /// Whether a value keeps it.
    pub fn kept_by(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => bound <= value,
            Self::AtMost(bound) => value <= bound,
        }
    }

    /// As the page prints it.
    pub fn words(self) -> String {
        match self {
            Self::AtLeast(bound) => format!("≥ {}", short(bound)),
            Self::AtMost(bound) => format!("≤ {}", short(bound)),
        }
    }
}

/// What is promised of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// Number in the list of promises.
    pub id: &'static str,
    /// What is measured.
    pub what: &'static str,
    /// What it is held against.
    pub peer: &'static str,
    /// Unit of both sides.
    pub unit: &'static str,
    /// What must be kept.
    pub floor: Bound,
    /// What is aimed at.
    pub aim: Bound,
}

/// One run of each side, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Ours.
    pub ours: f64,
    /// The peer's; 1 where a value stands for itself.
    pub peer: f64,
}

impl Pair {
    fn ratio(self) -> f64 {
        self.ours / self.peer
    }
}

/// What came out.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What was promised.
    pub promise: Promise,
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// Load of the machine over one minute, before and after.
    pub load: (f64, f64),
    /// What a reader must know besides.
    pub notes: Vec<String>,
}

impl Figure {
    /// The middle ratio.
    pub fn ratio(&self) -> f64 {
        median(self.pairs.iter().map(|pair| pair.ratio()))
    }

    /// The smallest and the largest ratio.
    pub fn range(&self) -> (f64, f64) {
        let ratios = || self.pairs.iter().map(|pair| pair.ratio());
        (ratios().fold(f64::INFINITY, f64::min), ratios().fold(f64::NEG_INFINITY, f64::max))
    }

    /// The middle of ours.
    pub fn ours(&self) -> f64 {
        median(self.pairs.iter().map(|pair| pair.ours))
    }

    /// The middle of the peer's.
    pub fn peer(&self) -> f64 {
        median(self.pairs.iter().map(|pair| pair.peer))
    }

    /// Whether the floor is kept.
    pub fn kept(&self) -> bool {
        self.promise.floor.kept_by(self.ratio())
    }
}

/// The middle value, or the mean of the middle two.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match (values.len(), values.get(values.len() / 2)) {
        (len, Some(upper)) if len % 2 == 0 => f64::midpoint(*upper, values[len / 2 - 1]),
        (_, Some(middle)) => *middle,
        (_, None) => f64::NAN,
    }
}

/// Three digits that count, without noughts at the end.
pub fn short(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        size if size >= 0.1 => 3,
        _ => 4,
    };
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_middle() {
        assert!((median([3.0, 1.0, 2.0].into_iter()) - 2.0).abs() < f64::EPSILON);
        assert!((median([4.0, 1.0, 2.0, 3.0].into_iter()) - 2.5).abs() < f64::EPSILON);
        assert!(median(std::iter::empty()).is_nan());
    }

    #[test]
    fn numbers_have_three_digits() {
        let pairs =
            [(0.354, "0.354"), (2.5, "2.5"), (1.0, "1"), (7_000.4, "7000"), (0.031, "0.031")];
        for (value, text) in pairs {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn a_bound_is_kept_at_its_edge() {
        assert!(Bound::AtLeast(0.35).kept_by(0.35) && !Bound::AtLeast(0.35).kept_by(0.34));
        assert!(Bound::AtMost(2.5).kept_by(2.5) && !Bound::AtMost(2.5).kept_by(2.6));
        assert!(!Bound::AtMost(2.5).kept_by(f64::NAN), "a figure that is none keeps nothing");
    }
}
