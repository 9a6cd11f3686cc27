//! How often an address may try to sign in, and a token may ask.
//!
//! Our own forty lines rather than a library: one rule, nothing to configure, and the account itself rests after
//! wrong passwords too (`operations::sign_in`), so that what is lost at a restart is no loss.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// One attempt to sign in is given back in this time.
const INTERVAL: Duration = Duration::from_secs(3);
/// Attempts to sign in that may be made at once.
const BURST: u32 = 20;
/// Addresses or tokens that are remembered at most.
const MOST: usize = 50_000;

/// Attempts by who makes them: for each, the moment at which all its attempts will have been given back.
#[derive(Debug)]
pub struct Limiter<K> {
    burst: u32,
    interval: Duration,
    full_again: Mutex<HashMap<K, Instant>>,
}

impl Limiter<IpAddr> {
    /// The limits of signing in.
    pub fn of_sign_in() -> Self {
        Self::new(BURST, INTERVAL)
    }
}

impl<K: Eq + Hash> Limiter<K> {
    /// So many attempts at once; one is given back after each interval.
    pub fn new(burst: u32, interval: Duration) -> Self {
        Self { burst, interval, full_again: Mutex::default() }
    }

    /// How long to wait before the next attempt, if there were too many; counts nothing.
    pub fn wait(&self, from: &K, now: Instant) -> Option<Duration> {
        let full_again = self.full_again.lock().unwrap_or_else(PoisonError::into_inner);
        let next = (*full_again.get(from)?).max(now) + self.interval;
        next.checked_duration_since(now + self.interval * self.burst).filter(|wait| !wait.is_zero())
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// How long to wait, if there were too many; this one is then not counted.
    pub fn admit(&self, from: K, now: Instant) -> Result<(), Duration> {
        let mut full_again = self.full_again.lock().unwrap_or_else(PoisonError::into_inner);
        if full_again.len() >= MOST {
            full_again.retain(|_, moment| *moment > now);
            // Still full: an attacker has many addresses, and forgetting is better than turning everybody away.
            if full_again.len() >= MOST {
                full_again.clear();
            }
        }
        let moment = full_again.entry(from).or_insert(now);
        let next = (*moment).max(now) + self.interval;
        let allowed = now + self.interval * self.burst;
        if next > allowed {
            return Err(next - allowed);
        }
        *moment = next;
        Ok(())
    }
}

/// An IPv6 network of 64 bits is one customer of a provider, so it counts as one address.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn twenty_attempts_at_once_and_then_one_every_three_seconds() {
        let (limiter, start) = (Limiter::of_sign_in(), Instant::now());
        for _ in 0..BURST {
            assert_eq!(limiter.admit(HERE, start), Ok(()));
        }
        assert_eq!(limiter.admit(HERE, start), Err(INTERVAL));
        assert_eq!(limiter.admit(HERE, start + INTERVAL), Ok(()));
        assert!(limiter.admit(HERE, start + INTERVAL).is_err());
    }

    #[test]
    fn looking_counts_nothing() {
        let (limiter, start) = (Limiter::new(2, INTERVAL), Instant::now());
        for _ in 0..2 {
            assert_eq!(limiter.wait(&HERE, start), None);
            assert_eq!(limiter.admit(HERE, start), Ok(()));
        }
        assert_eq!(limiter.wait(&HERE, start), Some(INTERVAL));
        assert_eq!(limiter.wait(&HERE, start + INTERVAL), None);
    }

    #[test]
    fn addresses_do_not_spend_each_other_s_attempts() {
        let (limiter, start) = (Limiter::of_sign_in(), Instant::now());
        for _ in 0..BURST {
            assert_eq!(limiter.admit(HERE, start), Ok(()));
        }
        assert_eq!(limiter.admit(IpAddr::from([192, 0, 2, 7]), start), Ok(()));
    }

    #[test]
    fn the_addresses_of_one_line_count_as_one() {
        let network_of = |text: &str| text.parse().map(network);
        assert_eq!(network_of("2001:db8:1:2::5"), network_of("2001:db8:1:2:ffff::9"));
        assert_ne!(network_of("2001:db8:1:2::5"), network_of("2001:db8:1:3::5"));
        assert_eq!(network_of("::ffff:192.0.2.7"), network_of("192.0.2.7"));
    }

    #[test]
    fn what_is_remembered_stays_small() {
        let (limiter, start) = (Limiter::of_sign_in(), Instant::now());
        for number in 0..=u32::try_from(MOST).unwrap_or_default() {
            let _admitted = limiter.admit(IpAddr::from(number.to_be_bytes()), start);
        }
        assert!(limiter.full_again.lock().is_ok_and(|remembered| remembered.len() <= MOST));
    }
}
