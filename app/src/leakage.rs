//! Revenue leakage: the dashboard, its list of findings, and a finding with its proof.

pub mod api;
mod charts;
mod dashboard;
mod finding;

pub use dashboard::DashboardPage;
pub use finding::FindingPage;
