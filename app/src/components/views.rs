//! Many views of one kind.

use leptos::prelude::*;

/// Collects views without their types, so that what Leptos makes for a list of each type of view is in the browser
/// once; stands in for `collect_view`.
pub trait CollectViews {
    /// All views, in order.
    fn collect_views(self) -> Vec<AnyView>;
}

impl<I> CollectViews for I
where
    I: IntoIterator,
    I::Item: IntoView + 'static,
{
    fn collect_views(self) -> Vec<AnyView> {
        self.into_iter().map(IntoAny::into_any).collect()
    }
}
