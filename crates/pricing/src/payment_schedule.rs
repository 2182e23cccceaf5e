//! The estimated payment schedule of a first offer: an initial deposit with acceptance, then equal
//! quarters on the billing calendar. Profiles by line come with the money rooms.

use serde::{Deserialize, Serialize};
use terms::{Day, Usd};

use crate::round;

/// One payment of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The day it is due; `None` for the initial deposit, which is due with acceptance.
    pub due: Option<Day>,
    /// What is due.
    pub amount: Usd,
    /// What has been asked for up to and with this payment.
    pub cumulative: Usd,
}

/// Spreads a total: the initial deposit first, the rest in equal quarters from `first_due` on. The
/// payments add up to the total exactly. A deposit beyond the total is cut to it.
pub fn schedule(total: Usd, deposit: Usd, first_due: Day, quarters: u32) -> Vec<Payment> {
    let deposit = deposit.min(total);
    let rest = total.minus(deposit).unwrap_or_default();
    let count = if rest == Usd::ZERO { 0 } else { quarters.max(1) };
    let parts = round::split(rest, &vec![1; count as usize]);
    let mut cumulative = deposit;
    let mut payments = vec![Payment { due: None, amount: deposit, cumulative }];
    let mut due = first_due;
    for amount in parts {
        cumulative = [cumulative, amount].into_iter().sum();
        payments.push(Payment { due: Some(due), amount, cumulative });
        due = due.plus_months(3);
    }
    payments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_add_up_to_the_total() {
        let usd = |text: &str| text.parse::<Usd>().unwrap();
        let payments = schedule(usd("100.00"), usd("10.01"), "2027-03-15".parse().unwrap(), 4);
        assert_eq!(payments.len(), 5);
        assert_eq!(payments[4].cumulative, usd("100.00"));
        assert_eq!(payments[4].due.unwrap().to_string(), "2027-12-15");
        assert_eq!(payments[1].amount, usd("22.50"));
        assert_eq!(payments[4].amount, usd("22.49"));
    }

    #[test]
    fn a_deposit_of_the_whole_leaves_no_quarter() {
        let payments =
            schedule(Usd::from_cents(5), Usd::from_cents(9), Day::new(2027, 3, 15).unwrap(), 4);
        assert_eq!(payments.len(), 1);
        assert_eq!(payments[0].amount, Usd::from_cents(5));
    }
}
