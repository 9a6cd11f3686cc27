//! Where the focus goes when what had it is gone: whoever works by the keyboard or listens goes on at the result, and not
//! at the frame again.

use leptos::prelude::*;

/// Leads whoever sent a form of the page to what came of it, where the answer took the button away that was pressed: to
/// what is marked `result`, or to the heading. What has the focus is read aloud. A script of the document, so that no page
/// loads code for it. Where another page comes, [`follow_pages`] leads there.
#[cfg(feature = "ssr")]
pub const SCRIPT: &str = "\
    {let held,at;\
    addEventListener('focusin',e=>{held=null});\
    addEventListener('submit',e=>{const f=e.target,a=document.activeElement;\
    if(f.closest('main')){held=f.contains(a)?a:f;at=location.pathname}},true);\
    new MutationObserver(()=>{if(!held||held.isConnected||document.activeElement!==document.body)return;\
    const to=document.querySelector('main .result')??document.querySelector('main h1');\
    if(!to||at!==location.pathname)return;\
    to.tabIndex=-1;to.focus();held=to}).observe(document,{childList:true,subtree:true})}";

/// Leads the focus to the page that has come where what had it went with the page before, so that whoever goes by the
/// keyboard does not begin at the frame again.
pub fn follow_pages(on_the_way: ReadSignal<bool>) {
    #[cfg(not(feature = "ssr"))]
    Effect::new(move |before: Option<bool>| {
        let now = on_the_way.get();
        if before == Some(true) && !now {
            request_animation_frame(|| {
                use wasm_bindgen::JsCast;
                let lost = document().active_element().is_none_or(|holder| holder.tag_name() == "BODY");
                let page = document().get_element_by_id("main").filter(|_| lost);
                if let Some(page) = page.and_then(|page| page.dyn_into::<web_sys::HtmlElement>().ok()) {
                    // Where it cannot be focused, it is as it was.
                    let _focused = page.focus();
                }
            });
        }
        now
    });
    #[cfg(feature = "ssr")]
    let _ = on_the_way;
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    #[test]
    fn the_script_closes_no_tag() {
        assert!(!super::SCRIPT.contains("</"));
    }
}
