<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountBox</name>
    <message>
        <source>Code or name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountsTable</name>
    <message>
        <source>All entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{account} (closed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Working…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddEntry</name>
    <message>
        <source>Add entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it was for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who was paid, or paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debit: what came in or was spent. Credit: where it came from. Enter posts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An amount cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{foreign} is valued in {currency} at the rate above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} more is needed at credit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} more is needed at debit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced: {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {number} was posted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BookCare</name>
    <message>
        <source>Check the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads every entry and compares: the chain, the sums, the balances, the file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} controls failed. Keep this book and restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every control held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message>
        <source>All entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a statement of your bank or wallet (Ctrl+I), or write the first entry (Ctrl+N).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {number} · {day} · {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back by entry {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes entry {number} back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorts the money of entry {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse entry {number}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second entry takes it back. Both stay in the books, so that the correction can be followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {number} was taken back by entry {made}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntriesTable</name>
    <message>
        <source>Other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From → to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryLines</name>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{read} rows read = {new} new + {duplicate} duplicate + {skipped} skipped + {rejected} rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New account: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does NOT agree: the file says {expected}, the rows {found}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls: {list}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportTable</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other side, or why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop statements of your bank or wallet here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, Excel, OFX, QIF, MT940 or CAMT files as you downloaded them. You see every row before anything is booked, and each import can be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements (*.csv *.txt *.tsv *.xls *.xlsx *.ods *.ofx *.qfx *.qif *.sta *.mt940 *.940 *.xml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{new} new entries are in the books; {rest} rows were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this import back?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of its {count} entries is reversed. The files can be imported again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries were reversed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Localised</name>
    <message>
        <source>minus {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup, or ask for help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program made a mistake. Your books are as they were before.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewBook</name>
    <message>
        <source>Harbour Corner Shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shop (everyday words)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chinese accounting standard for small enterprises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this passphrase, or the recovery code you will see next, opens the book. Nobody can open it without one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart of accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the new book will lie</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>The two differ.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PostingsTable</name>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recover</name>
    <message>
        <source>Open the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code was shown when the book was made: eight groups of six digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryCode</name>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the passphrase is ever lost, this code opens the book. It is shown only now. Print it or write it down, and keep it away from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type the group number {number} of the code:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied. The clipboard is emptied when you leave this page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the monthly report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>None chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup becomes a new book beside your others; none of them is touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups (*.cfobackup);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncategorised money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categorise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every payment in the books has its account. New ones come by import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categorise {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} payments wait. Choose an account in each row: Enter, or a click.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} payments were categorised.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewTable</name>
    <message>
        <source>Account for this row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an account…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock after minutes without a key or click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery code…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase and recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock these days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be posted into locked days; corrections go to the first open day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked through the end of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · {currency} · made {day} · {count} entries · chain {link}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The book has a new passphrase. Backups made before keep the old one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All days are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked through {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the backup will lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups (*.cfobackup)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backed up and read back: {count} entries in {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatementTable</name>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Unlock</name>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase forgotten</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Books opened before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new book…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another book…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your books are encrypted and stay on this computer. Nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private bookkeeping of your shop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of a book</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Needs review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash and bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed to us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other current assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We owe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taxes owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other current liabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken out by the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retained earnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating expenses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finance costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reversal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Posted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easy to guess. Try four or five words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fair. One more word would make it good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of rows in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of rows out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each page of the file is genuine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing refers to what is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each entry is whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each entry balances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kept balances are the sums of the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debits and credits are equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry was changed afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The book is the latest one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has its full length</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Rooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
