//! Folds of rows, such as the confirmation that takes one entry back: where the row goes, the next takes its place on the
//! page, and must not stand there as if its own fold had been opened.

/// Closes an open fold as soon as it is about another thing than when it was opened: its form names what it is about in
/// hidden fields, of which only the version may change. What had the focus in it hands it to the fold's head. A script of the document, so that no page carries code for it.
pub const SCRIPT: &str = "\
    {const of=d=>[...d.querySelectorAll('input[type=hidden]')].map(i=>i.name==='version'?'':i.name+'='+i.value).join('&'),\
    opened=new Map();\
    addEventListener('toggle',e=>{const d=e.target;\
    if(d.matches?.('details.give-up'))if(d.open)opened.set(d,of(d));else opened.delete(d)},true);\
    new MutationObserver(()=>{for(const[d,was]of opened)if(!d.isConnected)opened.delete(d);\
    else if(of(d)!==was){opened.delete(d);\
    if(d.contains(document.activeElement))d.querySelector('summary').focus();\
    d.open=false}}).observe(document,{childList:true,subtree:true})}";

#[cfg(test)]
mod tests {
    #[test]
    fn the_script_closes_no_tag() {
        assert!(!super::SCRIPT.contains("</"));
    }
}
