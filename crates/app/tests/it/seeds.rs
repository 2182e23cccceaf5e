//! Every seed on every engine: what it says must hold, and its record must rebuild to itself.

use app::seed::SEEDS;
use testkit::TestOffice;

#[tokio::test]
async fn every_seed_runs_and_rebuilds_to_itself() {
    for office in TestOffice::each().await {
        for (name, _) in SEEDS {
            let acts = office.seed(name, |_, _| {}).await;
            let acts = acts.unwrap_or_else(|error| panic!("{error:#}"));
            assert!(0 < acts);
        }
    }
}
