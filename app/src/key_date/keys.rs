//! Keys of a month's grid.

/// Arrows move from day to day, Page up and Page down to the months before and after. A script of the document, so that no page
/// carries code for it.
pub const SCRIPT: &str = "\
    addEventListener('keydown',e=>{const a=document.activeElement,g=a?.closest?.('.month');\
    if(!g||e.ctrlKey||e.metaKey||e.altKey)return;\
    const by={ArrowLeft:-1,ArrowRight:1,ArrowUp:-7,ArrowDown:7}[e.key],to={PageUp:'prev',PageDown:'next'}[e.key];\
    if(to){e.preventDefault();document.querySelector('.calendar-time a[rel='+to+']')?.click();return}\
    if(!by)return;const d=[...g.querySelectorAll('[data-day]')],\
    i=d.indexOf(a.closest('td')?.querySelector('[data-day]'));\
    if(i<0)return;e.preventDefault();d[i+by]?.focus()});";

#[cfg(test)]
mod tests {
    #[test]
    fn the_script_closes_no_tag() {
        assert!(!super::SCRIPT.contains("</"));
    }
}
