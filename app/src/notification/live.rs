//! The count of what is unread, and those beside the places of the rail, live: a script of the document, so that no page carries code for it.

/// Where the count is told as it changes.
pub const ADDRESS: &str = "/notifications/live";

/// What the counts beside the places of the rail are called among what is told.
pub const RAIL: &str = "rail";

/// Listens as long as the page is seen, and writes the counts where the top bar and the rail show them. A page that is not seen listens to
/// nothing, because a browser keeps few connections to one server; what it missed is told at once when it is seen again.
pub const SCRIPT: &str = "\
    {let live=null;const listen=()=>{\
    const seen=document.visibilityState==='visible'&&document.querySelector('.bell');\
    if(!seen){live?.close();live=null;return}\
    if(live&&live.readyState!==2)return;\
    live=new EventSource('/notifications/live');\
    live.onmessage=e=>{for(const b of document.querySelectorAll('.bell'))b.dataset.unread=e.data};\
    live.addEventListener('rail',e=>{for(const [a,n,t] of JSON.parse(e.data))\
    for(const l of document.querySelectorAll('.rail a'))if(l.pathname===a)if(n){l.dataset.count=n;l.title=t}\
    else{delete l.dataset.count;l.removeAttribute('title')}})};\
    addEventListener('visibilitychange',listen);addEventListener('pageshow',listen);\
    new MutationObserver(()=>{if(!live!==!document.querySelector('.bell'))listen()}).observe(document,{childList:true,subtree:true});\
    listen()}";

#[cfg(test)]
mod tests {
    use super::{ADDRESS, RAIL, SCRIPT};

    #[test]
    fn the_script_closes_no_tag_and_listens_where_the_server_tells() {
        assert!(!SCRIPT.contains("</"));
        assert!(SCRIPT.contains(&format!("'{ADDRESS}'")) && SCRIPT.contains(&format!("'{RAIL}'")));
    }
}
