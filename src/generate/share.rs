//! How large a scenario is, beside what it was.

use super::GenerateError;

/// The option of the scenarios that come in any size: hotels, rooms and people as a share of the real ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share(pub f64);

impl Share {
    /// The smallest share that leaves something of everything.
    const LEAST: f64 = 0.02;

    /// Returns the share.
    ///
    /// # Errors
    /// When it is out of range.
    pub(super) fn within(self) -> Result<f64, GenerateError> {
        let Self(scale) = self;
        if (Self::LEAST..=1.0).contains(&scale) {
            return Ok(scale);
        }
        Err(GenerateError::Option(format!("--scale {scale} is out of range: give {} to 1", Self::LEAST)))
    }
}

impl Default for Share {
    fn default() -> Self {
        Self(1.0)
    }
}
