//! Clients that work until the server is gone, and the asking again that follows.

use std::{
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

use crate::{
    chance::Chance,
    feed,
    history::{Deed, History, Look, Outcome},
    http::{Answer, Client},
    world::Command,
};

/// What the clients of all lives share.
pub struct Load {
    /// When the trial began.
    pub began: Instant,
    /// Cases of the world.
    pub cases: u64,
    /// The history so far.
    pub history: Mutex<History>,
    next: AtomicU64,
    clients: AtomicU64,
    /// Tells the clients of this life that it is over.
    over: AtomicBool,
}

impl Load {
    /// A load on a world with so many cases.
    pub fn new(cases: u64, before: u64) -> Self {
        Self {
            began: Instant::now(),
            cases,
            history: Mutex::new(History::after(before)),
            next: AtomicU64::new(1),
            clients: AtomicU64::new(1),
            over: AtomicBool::new(false),
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    /// Lets so many clients work until `end` has done what ends this life; afterwards no client
    /// works any more.
    pub fn work(
        &self,
        address: SocketAddr,
        (clients, seed): (u64, u64),
        end: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.over.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            let working: Vec<_> = (0..clients)
                .map(|number| {
                    let chance = Chance(seed ^ (number + 1).wrapping_mul(0x9e37_79b9));
                    scope.spawn(move || self.client(address, chance))
                })
                .collect();
            let ended = end();
            self.over.store(true, Ordering::Relaxed);
            for client in working {
                client.join().map_err(|_| anyhow::anyhow!("a client stopped"))??;
            }
            ended
        })
    }

    /// One client: commands and looks, one after the other, until nobody answers.
    fn client(&self, address: SocketAddr, mut chance: Chance) -> anyhow::Result<()> {
        let client = self.clients.fetch_add(1, Ordering::Relaxed);
        let Ok(mut connection) = Client::connect(address) else { return Ok(()) };
        while !self.over.load(Ordering::Relaxed) {
            let going_on = match chance.below(20) {
                0 => self.look_at_a_file(client, &mut connection, &mut chance),
                1 => self.look_at_the_feed(client, &mut connection)?,
                _ => self.command(client, &mut connection, &mut chance)?,
            };
            if !going_on {
                break;
            }
        }
        Ok(())
    }

    fn command(
        &self,
        client: u64,
        connection: &mut Client,
        chance: &mut Chance,
    ) -> anyhow::Result<bool> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let command = Command::draw(number, self.cases, chance);
        let sent = self.now();
        let answer = command.send(connection);
        let mut deed = Deed {
            command,
            client,
            sent,
            answered: None,
            outcome: Outcome::Unknown,
            answer: Vec::new(),
        };
        let going_on = match answer {
            Ok(answer) => {
                deed.take(&answer, self.now())?;
                true
            }
            Err(_) => false,
        };
        let mut history = self.lock();
        if let Outcome::Done(_, last) = deed.outcome {
            history.newest = history.newest.max(last);
        }
        history.deeds.insert(number, deed);
        Ok(going_on)
    }

    fn look_at_a_file(&self, client: u64, connection: &mut Client, chance: &mut Chance) -> bool {
        let case = 1 + chance.below(self.cases);
        let sent = self.now();
        let path = format!("/api/v1/cases/cn-{case}");
        let Ok(numbers) = feed::of_file(connection, &path) else { return false };
        let stream = Some(format!("case/cn-{case}"));
        let look = Look { client, sent, answered: self.now(), stream, numbers };
        self.lock().looks.push(look);
        true
    }

    fn look_at_the_feed(&self, client: u64, connection: &mut Client) -> anyhow::Result<bool> {
        let sent = self.now();
        let newest = self.lock().newest;
        let after = usize::try_from(newest.saturating_sub(1))?;
        let Ok(page) = feed::page(connection, after) else { return Ok(false) };
        let numbers: Vec<u64> = page.iter().map(|(number, _)| *number).collect();
        if 0 < newest && numbers.first() != Some(&newest) {
            bail!("stale: event {newest} was answered, and a later look does not show it");
        }
        // A full page may end anywhere.
        if numbers.len() < 1_000 {
            let look = Look { client, sent, answered: self.now(), stream: None, numbers };
            self.lock().looks.push(look);
        }
        Ok(true)
    }

    /// Asks again, by their keys, for all that nobody answered.
    pub fn settle(&self, address: SocketAddr) -> anyhow::Result<usize> {
        let mut connection = Client::connect(address).context("the server does not listen")?;
        let open = self.lock().unanswered();
        for number in &open {
            let command = self.lock().deeds[number].command.clone();
            let answer = command.send(&mut connection)?;
            let now = self.now();
            let mut history = self.lock();
            let deed = history.deeds.get_mut(number).context("a command that was sent")?;
            deed.take(&answer, now)?;
            if deed.outcome == Outcome::Unknown {
                bail!("command {number} was asked again and answered with {}", answer.status);
            }
        }
        Ok(open.len())
    }

    /// Asks again for commands that were answered: they get the same bytes.
    pub fn ask_again(&self, address: SocketAddr, chance: &mut Chance) -> anyhow::Result<()> {
        const TIMES: usize = 10;
        let mut connection = Client::connect(address).context("the server does not listen")?;
        let mut numbers: Vec<u64> = self.lock().deeds.keys().copied().collect();
        numbers.sort_unstable();
        for _ in 0..TIMES.min(numbers.len()) {
            let deed = self.lock().deeds[chance.of(&numbers)].clone();
            let answer = deed.command.send(&mut connection)?;
            if answer.body != deed.answer {
                bail!(
                    "command {} was answered with {}, and asked again with {}",
                    deed.command.number,
                    String::from_utf8_lossy(&deed.answer),
                    String::from_utf8_lossy(&answer.body)
                );
            }
        }
        Ok(())
    }

    /// The history.
    pub fn lock(&self) -> std::sync::MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Deed {
    /// Takes an answer in. An answer that says that nobody knows leaves the command open.
    fn take(&mut self, answer: &Answer, now: u64) -> anyhow::Result<()> {
        let number = self.command.number;
        self.outcome = match answer.status {
            200 | 201 => {
                let receipt = answer.json()?;
                let part = |name: &str| receipt[name].as_u64().context("a receipt has numbers");
                Outcome::Done(part("first")?, part("last")?)
            }
            409 if answer.json()?["code"] == "refused" => Outcome::Refused,
            503 | 507 => return Ok(()),
            status => bail!(
                "command {number} was answered with {status}: {}",
                String::from_utf8_lossy(&answer.body)
            ),
        };
        self.answered = Some(now);
        self.answer.clone_from(&answer.body);
        Ok(())
    }
}

/// Waits for some time.
pub fn wait(time: Duration) {
    std::thread::sleep(time);
}
