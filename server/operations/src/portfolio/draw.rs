//! How a number becomes a choice that looks like chance and is none.

use uuid::Uuid;

/// A number below `below` that depends on a thing and on what is asked of it, and on nothing else (SplitMix64).
pub(super) const fn draw(thing: u64, question: u64, below: u64) -> u64 {
    let mut mixed =
        thing.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ question.wrapping_mul(0xD1B5_4A32_D192_ED03);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed = mixed ^ (mixed >> 31);
    if below == 0 { 0 } else { mixed % below }
}

/// One of several.
pub(super) fn pick<T: Copy>(thing: u64, question: u64, of: &[T]) -> Option<T> {
    let at = draw(thing, question, u64::try_from(of.len()).unwrap_or(u64::MAX));
    usize::try_from(at).ok().and_then(|at| of.get(at)).copied()
}

/// A part of a whole, in hundredths: whether this thing belongs to it.
pub(super) const fn among(thing: u64, question: u64, hundredths: u64) -> bool {
    draw(thing, question, 100) < hundredths
}

/// The identity of the `number`th thing of a kind: a UUID of version 8 (RFC 9562). Things that follow each other
/// have identities that do, as those have that the product gives.
pub(super) const fn identity(kind: u16, number: u64) -> Uuid {
    Uuid::from_u128(((kind as u128) << 112) | (8 << 76) | (8 << 60) | number as u128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_spread_and_always_the_same() {
        let drawn: Vec<u64> = (0..1_000).map(|thing| draw(thing, 7, 10)).collect();
        assert_eq!(drawn, (0..1_000).map(|thing| draw(thing, 7, 10)).collect::<Vec<_>>());
        for choice in 0..10 {
            let count = drawn.iter().filter(|drawn| **drawn == choice).count();
            assert!((70..130).contains(&count), "{choice} was drawn {count} times of 1,000");
        }
    }
}
