//! A signature written with a finger or a pen: strokes, each a line through points.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Width of the field that is signed in, in its own units.
pub const WIDTH: u16 = 600;
/// Height of that field.
pub const HEIGHT: u16 = 200;

/// The most points of all strokes together.
const POINTS_MOST: usize = 4_000;
/// What all strokes together must be long at least, so that a touch by mistake is none.
const LENGTH_LEAST: u32 = 60;

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PenSignature(Vec<Vec<(u16, u16)>>);

/// The text is not a signature: no strokes, too short, too many points, or outside of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a signature")]
pub struct NoSignature;

impl PenSignature {
    /// The strokes as the path of a drawing (SVG), made of whole numbers alone.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for stroke in &self.0 {
            for (at, (x, y)) in stroke.iter().enumerate() {
                path += &format!("{}{x} {y}", if at == 0 { "M" } else { "L" });
            }
        }
        path
    }
}

impl FromStr for PenSignature {
    type Err = NoSignature;

    /// Reads `x,y x,y;x,y …`: points with spaces between them, strokes with semicolons.
    fn from_str(text: &str) -> Result<Self, NoSignature> {
        let point = |text: &str| {
            let (x, y) = text.split_once(',')?;
            let (x, y): (u16, u16) = (x.parse().ok()?, y.parse().ok()?);
            (x <= WIDTH && y <= HEIGHT).then_some((x, y))
        };
        let mut strokes = Vec::new();
        let (mut points, mut length) = (0_usize, 0_u32);
        for stroke in text.split(';').map(str::trim).filter(|stroke| !stroke.is_empty()) {
            let mut read: Vec<(u16, u16)> = Vec::new();
            for text in stroke.split_ascii_whitespace() {
                let next = point(text).ok_or(NoSignature)?;
                if let Some(before) = read.last() {
                    length += u32::from(before.0.abs_diff(next.0)) + u32::from(before.1.abs_diff(next.1));
                }
                read.push(next);
                points += 1;
                if points > POINTS_MOST {
                    return Err(NoSignature);
                }
            }
            strokes.push(read);
        }
        if length < LENGTH_LEAST { Err(NoSignature) } else { Ok(Self(strokes)) }
    }
}

impl fmt::Display for PenSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, stroke) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ";" })?;
            for (at, (x, y)) in stroke.iter().enumerate() {
                write!(f, "{}{x},{y}", if at == 0 { "" } else { " " })?;
            }
        }
        Ok(())
    }
}

impl From<PenSignature> for String {
    fn from(signature: PenSignature) -> Self {
        signature.to_string()
    }
}

impl TryFrom<String> for PenSignature {
    type Error = NoSignature;

    fn try_from(text: String) -> Result<Self, NoSignature> {
        text.parse()
    }
}
