//! What operations do, on a real database: refused, done, recorded, nothing half-saved.

mod demonstration;
mod office;
