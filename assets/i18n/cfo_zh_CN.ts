<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountBox</name>
    <message>
        <source>Code or name</source>
        <translation>编码或名称</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>新科目</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The same, where left empty</source>
        <translation>留空则相同</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>The code stays: every entry is kept under it.</source>
        <translation>编码不变：所有分录都记在它之下。</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>最近的账本</translation>
    </message>
    <message>
        <source>Close account</source>
        <translation>停用科目</translation>
    </message>
    <message>
        <source>It has entries: close it instead.</source>
        <translation>它有分录：请改为停用。</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>添加科目</translation>
    </message>
    <message>
        <source>Save names</source>
        <translation>保存名称</translation>
    </message>
    <message>
        <source>Added: {account}</source>
        <translation>已添加：{account}</translation>
    </message>
    <message>
        <source>Renamed: {account}</source>
        <translation>已改名：{account}</translation>
    </message>
    <message>
        <source>Closed: {account}. It takes no entries after today.</source>
        <translation>已停用：{account}。今天以后不再入账。</translation>
    </message>
    <message>
        <source>Open again: {account}</source>
        <translation>已重新启用：{account}</translation>
    </message>
    <message>
        <source>Delete {account}?</source>
        <translation>要删除 {account} 吗？</translation>
    </message>
    <message>
        <source>It was never used, so nothing else changes.</source>
        <translation>它从未使用，删除不影响其他内容。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deleted: {account}</source>
        <translation>已删除：{account}</translation>
    </message>
</context>
<context>
    <name>AccountsTable</name>
    <message>
        <source>All entries</source>
        <translation>全部分录</translation>
    </message>
    <message>
        <source>{account} (closed)</source>
        <translation>{account}（已关闭）</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>AddEntry</name>
    <message>
        <source>What it was for</source>
        <translation>摘要：做什么用</translation>
    </message>
    <message>
        <source>Who was paid, or paid</source>
        <translation>付款给谁，或谁付的款</translation>
    </message>
    <message>
        <source>Post entry</source>
        <translation>过账</translation>
    </message>
    <message>
        <source>Repeats…</source>
        <translation>重复…</translation>
    </message>
    <message>
        <source>Debit: what came in or was spent. Credit: where it came from. Enter posts.</source>
        <translation>借方：收到或花掉的；贷方：从哪里来。按回车键过账。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Exchange rate</source>
        <translation>汇率</translation>
    </message>
    <message>
        <source>An amount cannot be read. Write it like {sample}.</source>
        <translation>有一个金额无法识别，请写成 {sample} 这样。</translation>
    </message>
    <message>
        <source>No account is called “{text}”.</source>
        <translation>没有名为“{text}”的科目。</translation>
    </message>
    <message>
        <source>{foreign} is valued in {currency} at the rate above.</source>
        <translation>{foreign} 按上面的汇率折算为 {currency}。</translation>
    </message>
    <message>
        <source>{amount} more is needed at credit.</source>
        <translation>贷方还差 {amount}。</translation>
    </message>
    <message>
        <source>{amount} more is needed at debit.</source>
        <translation>借方还差 {amount}。</translation>
    </message>
    <message>
        <source>Balanced: {amount}</source>
        <translation>借贷平衡：{amount}</translation>
    </message>
    <message>
        <source>Entry {number} was posted.</source>
        <translation>第 {number} 号分录已过账。</translation>
    </message>
</context>
<context>
    <name>AdvisorRoom</name>
    <message>
        <source>Advisor</source>
        <translation>财务顾问</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget this conversation; it is kept nowhere.</source>
        <translation>忘掉这段对话；它不会保存在任何地方。</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>您的问题</translation>
    </message>
    <message>
        <source>Ask about your shop, such as: What did I earn last month?</source>
        <translation>问问店里的事，例如：上个月赚了多少？</translation>
    </message>
    <message>
        <source>From any room: {key}</source>
        <translation>在任何页面：{key}</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
</context>
<context>
    <name>AfterImport</name>
    <message>
        <source>Look at them</source>
        <translation>去看看</translation>
    </message>
    <message>
        <source>Payments that wait for their account: {count}.</source>
        <translation>等待归类的款项：{count} 笔。</translation>
    </message>
    <message>
        <source>{account} held {amount} before this statement, by its own figures; the book does not know of it.</source>
        <translation>按对账单自己的数字，{account} 在此之前有 {amount}，账本里还没有。</translation>
    </message>
    <message>
        <source>Book it on {day}</source>
        <translation>记在 {day}</translation>
    </message>
    <message>
        <source>Entry {number} was posted.</source>
        <translation>第 {number} 号分录已过账。</translation>
    </message>
</context>
<context>
    <name>AheadTable</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Mostly</source>
        <translation>主要款项</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>收入和支出</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计余额</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>偏低</translation>
    </message>
    <message>
        <source>High</source>
        <translation>偏高</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>AnswerFigures</name>
    <message>
        <source>Figures of the answer</source>
        <translation>答案中的数字</translation>
    </message>
    <message>
        <source>Show the figures</source>
        <translation>显示数字</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>显示全部 {count} 行</translation>
    </message>
</context>
<context>
    <name>AnswerSources</name>
    <message>
        <source>The entries it came from</source>
        <translation>依据的分录</translation>
    </message>
    <message>
        <source>The accounts it came from</source>
        <translation>依据的科目</translation>
    </message>
    <message>
        <source>Show in Books</source>
        <translation>在账簿中查看</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The entries it came from: {count}</source>
        <translation>依据的分录：{count} 笔</translation>
    </message>
    <message>
        <source>The first {shown} of the {count} entries it came from</source>
        <translation>依据的分录共 {count} 笔，显示前 {shown} 笔</translation>
    </message>
    <message>
        <source>What the accounts hold now</source>
        <translation>各科目目前的余额</translation>
    </message>
    <message>
        <source>{day}, each account</source>
        <translation>{day}，按科目列出</translation>
    </message>
    <message>
        <source>{first} to {last}, each account</source>
        <translation>{first} 至 {last}，按科目列出</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Looking in your books…</source>
        <translation>正在查账…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>What do you mean?</source>
        <translation>您想问的是？</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>You could also ask</source>
        <translation>还可以接着问</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Not what I meant</source>
        <translation>不是我想问的</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新提问</translation>
    </message>
    <message>
        <source>The books have changed since.</source>
        <translation>此后账本有了变动。</translation>
    </message>
    <message>
        <source>What a model added is covered while amounts are hidden.</source>
        <translation>金额隐藏时，模型补充的话也一并遮住。</translation>
    </message>
    <message>
        <source>A model on this computer adds words…</source>
        <translation>本机的模型正在补充说明…</translation>
    </message>
    <message>
        <source>Worded by {model}, figures checked</source>
        <translation>由 {model} 措辞，数字已核对</translation>
    </message>
    <message>
        <source>Worded by a model, figures checked</source>
        <translation>由模型措辞，数字已核对</translation>
    </message>
    <message>
        <source>Plain wording</source>
        <translation>固定措辞</translation>
    </message>
    <message>
        <source>From your books</source>
        <translation>来自您的账本</translation>
    </message>
</context>
<context>
    <name>AnswersTable</name>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期顺序</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Amounts and dates are shown and can be typed in this way.</source>
        <translation>金额和日期按此方式显示，也可以按此方式输入。</translation>
    </message>
    <message>
        <source>As the system ({sample})</source>
        <translation>跟随系统（{sample}）</translation>
    </message>
    <message>
        <source>As the language ({sample})</source>
        <translation>跟随语言（{sample}）</translation>
    </message>
</context>
<context>
    <name>AskFirst</name>
    <message>
        <source>Ask in your own words</source>
        <translation>用您自己的话来问</translation>
    </message>
    <message>
        <source>The answers come from your books, each figure with the way to its entries.</source>
        <translation>答案来自您的账本，每个数字都能查到对应的账目。</translation>
    </message>
    <message>
        <source>Everything stays on this computer: nothing is sent anywhere.</source>
        <translation>一切都留在本机，不会发送到任何地方。</translation>
    </message>
    <message>
        <source>How much profit did I make this month?</source>
        <translation>这个月赚了多少？</translation>
    </message>
    <message>
        <source>Who owes me money?</source>
        <translation>谁还欠我钱？</translation>
    </message>
    <message>
        <source>Will the money last to the end of the month?</source>
        <translation>钱够用到月底吗？</translation>
    </message>
    <message>
        <source>What did I spend the most on last month?</source>
        <translation>上个月哪些地方花钱最多？</translation>
    </message>
    <message>
        <source>Can I afford a fridge for 3000?</source>
        <translation>买一台3000元的冰柜，买得起吗？</translation>
    </message>
    <message>
        <source>What should I do next?</source>
        <translation>下一步我该做什么？</translation>
    </message>
</context>
<context>
    <name>AskRepeat</name>
    <message>
        <source>How does this repeat?</source>
        <translation>多久重复一次？</translation>
    </message>
    <message>
        <source>It ends on a day</source>
        <translation>到某一天为止</translation>
    </message>
    <message>
        <source>Post it by itself when the book is opened</source>
        <translation>打开账本时自动入账</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>开始重复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>If it does not post by itself, you are asked when it is due.</source>
        <translation>如果不自动入账，到期时会先问您。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{days} and so on</source>
        <translation>{days} 等</translation>
    </message>
    <message>
        <source>It falls on: {days}</source>
        <translation>日期：{days}</translation>
    </message>
</context>
<context>
    <name>AskReverse</name>
    <message>
        <source>Reverse entry {number}?</source>
        <translation>冲销第 {number} 号分录？</translation>
    </message>
    <message>
        <source>A second entry takes it back. Both stay in the books, so that the correction can be followed.</source>
        <translation>将另记一笔相反的分录。两笔都留在账上，更正有迹可循。</translation>
    </message>
    <message>
        <source>Reverse it</source>
        <translation>冲销</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up to…</source>
        <translation>备份到…</translation>
    </message>
    <message>
        <source>Verify a backup…</source>
        <translation>验证备份…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>上次备份</translation>
    </message>
    <message>
        <source>Last verified</source>
        <translation>上次验证</translation>
    </message>
    <message>
        <source>A backup is one encrypted file. It opens with the passphrase and the recovery code that the book has now. Each one is read back and checked when it is written.</source>
        <translation>备份是一个加密文件，用账本现在的密码和恢复码可以打开。每个备份写好后都会读回并核对。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder for backups</source>
        <translation>选择备份文件夹</translation>
    </message>
    <message>
        <source>Only when I ask</source>
        <translation>仅在我要求时</translation>
    </message>
    <message>
        <source>Each time the program is closed</source>
        <translation>每次关闭程序时</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Backups by themselves</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>多久一次</translation>
    </message>
    <message>
        <source>How many to keep</source>
        <translation>保留几份</translation>
    </message>
    <message>
        <source>Best on another disk or a USB stick. Of older ones, only those that this book wrote here by itself are removed.</source>
        <translation>最好放在另一块硬盘或 U 盘上。旧备份中，只会删除这本账自己在此写下的。</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>The backup of {moment} failed. {why}</source>
        <translation>{moment} 的备份失败了。{why}</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>{moment} · entries: {count} · end of the chain {link}
{path}</source>
        <translation>{moment} · 分录 {count} 笔 · 链尾 {link}
{path}</translation>
    </message>
    <message>
        <source>Where the backup will lie</source>
        <translation>备份存放位置</translation>
    </message>
    <message>
        <source>Which backup to verify</source>
        <translation>要验证哪个备份</translation>
    </message>
    <message>
        <source>Backed up and read back, entries: {count}. It is in {path}</source>
        <translation>已备份并读回核对，分录 {count} 笔。位置：{path}</translation>
    </message>
    <message>
        <source>The backup is whole and every control held, entries: {count}.</source>
        <translation>备份完整，全部核对通过，分录 {count} 笔。</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>备份文件夹</translation>
    </message>
</context>
<context>
    <name>BarsCard</name>
    <message>
        <source>Takings by day</source>
        <translation>每日收款</translation>
    </message>
    <message>
        <source>No takings in the last {days} days.</source>
        <translation>最近 {days} 天没有收款。</translation>
    </message>
    <message>
        <source>Takings of the last {days} days. Most: {amount} on {day}.</source>
        <translation>最近 {days} 天的收款。最高：{day}，{amount}。</translation>
    </message>
    <message>
        <source>The wider bars: the same weekdays 52 weeks ago.</source>
        <translation>较宽的柱：52 周前的同一天。</translation>
    </message>
    <message>
        <source>{day}: {amount}</source>
        <translation>{day}：{amount}</translation>
    </message>
    <message>
        <source>{day}: {amount}; 52 weeks before: {before}</source>
        <translation>{day}：{amount}；52 周前：{before}</translation>
    </message>
</context>
<context>
    <name>BillsRoom</name>
    <message>
        <source>Bills</source>
        <translation>票据</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>票据</translation>
    </message>
    <message>
        <source>We owe</source>
        <translation>应付</translation>
    </message>
    <message>
        <source>Owed to us</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Our invoices</source>
        <translation>我方账单</translation>
    </message>
    <message>
        <source>Pages of bills</source>
        <translation>票据的各页</translation>
    </message>
</context>
<context>
    <name>BookCare</name>
    <message>
        <source>Check the book</source>
        <translation>检查账本</translation>
    </message>
    <message>
        <source>Make the search index anew</source>
        <translation>重建搜索索引</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>核对项目</translation>
    </message>
    <message>
        <source>Reads every entry and compares: the chain, the sums, the balances, the file itself.</source>
        <translation>逐笔读取并核对：链条、合计、余额以及文件本身。</translation>
    </message>
    <message>
        <source>Only the index of the search is damaged; your entries are whole.</source>
        <translation>只有搜索索引损坏，您的分录完好。</translation>
    </message>
    <message>
        <source>Controls that failed: {count}. Keep this book, and restore a backup.</source>
        <translation>未通过的项目：{count}。请保留此账本，并恢复备份。</translation>
    </message>
    <message>
        <source>Every control held.</source>
        <translation>全部通过。</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>BookPage</name>
    <message>
        <source>Save name</source>
        <translation>保存名称</translation>
    </message>
    <message>
        <source>Make or open another book…</source>
        <translation>新建或打开另一本账…</translation>
    </message>
    <message>
        <source>This book is locked first.</source>
        <translation>会先锁定这本账。</translation>
    </message>
    <message>
        <source>Show the first steps again</source>
        <translation>重新显示起步步骤</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Fiscal year begins in</source>
        <translation>会计年度起始月份</translation>
    </message>
    <message>
        <source>Lock these days…</source>
        <translation>锁定这些日期…</translation>
    </message>
    <message>
        <source>Locked period</source>
        <translation>锁定期间</translation>
    </message>
    <message>
        <source>Locked through the end of</source>
        <translation>锁定至以下月末</translation>
    </message>
    <message>
        <source>Nothing can be posted into locked days; corrections go to the first open day.</source>
        <translation>锁定的日子不能再入账；更正记在第一个未锁定的日子。</translation>
    </message>
    <message>
        <source>{currency}. Every amount is kept in it, so it cannot change.</source>
        <translation>{currency}。所有金额都以它记录，因此不能更改。</translation>
    </message>
    <message>
        <source>Made {day} · entries: {count} · end of the chain {link}</source>
        <translation>建于 {day} · 分录 {count} 笔 · 链尾 {link}</translation>
    </message>
    <message>
        <source>Nothing is locked</source>
        <translation>没有锁定</translation>
    </message>
    <message>
        <source>The book is called {name}.</source>
        <translation>账本已改名为 {name}。</translation>
    </message>
    <message>
        <source>The fiscal year begins in {month}.</source>
        <translation>会计年度从 {month}开始。</translation>
    </message>
    <message>
        <source>Open all days?</source>
        <translation>要解除所有日期的锁定吗？</translation>
    </message>
    <message>
        <source>Entries can then be posted on any day, also in months reported.</source>
        <translation>之后任何日期都可以过账，包括已出报表的月份。</translation>
    </message>
    <message>
        <source>Open all days</source>
        <translation>全部解除锁定</translation>
    </message>
    <message>
        <source>Lock every day through {day}?</source>
        <translation>要锁定 {day} 及以前的所有日期吗？</translation>
    </message>
    <message>
        <source>Nothing can be posted on {day} or before; later days are open. You can open the days again here.</source>
        <translation>{day} 及以前不能再过账，之后的日期仍然开放。以后可以在这里解除锁定。</translation>
    </message>
    <message>
        <source>Lock these days</source>
        <translation>锁定这些日期</translation>
    </message>
    <message>
        <source>All days are open.</source>
        <translation>所有日期均已开放。</translation>
    </message>
    <message>
        <source>Locked through {day}.</source>
        <translation>已锁定至 {day}。</translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message>
        <source>All entries</source>
        <translation>全部分录</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Add entry</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Reconcile…</source>
        <translation>对账…</translation>
    </message>
</context>
<context>
    <name>BreakdownPane</name>
    <message>
        <source>Entries of the figure</source>
        <translation>构成该数字的分录</translation>
    </message>
    <message>
        <source>Show in Books</source>
        <translation>在账簿中查看</translation>
    </message>
    <message>
        <source>Show in Books (Enter)</source>
        <translation>在账簿中查看（回车）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>{first} to {last} · entries: {count}</source>
        <translation>{first} 至 {last} · 分录 {count} 笔</translation>
    </message>
    <message>
        <source>{first} to {last} · nothing moved, it was there before</source>
        <translation>{first} 至 {last} · 期间没有变动，都是此前已有的</translation>
    </message>
    <message>
        <source>{first} to {last} · no entries</source>
        <translation>{first} 至 {last} · 没有分录</translation>
    </message>
    <message>
        <source>Together {amount}</source>
        <translation>合计 {amount}</translation>
    </message>
</context>
<context>
    <name>BreakdownTable</name>
    <message>
        <source>Older entries of the period: {count}</source>
        <translation>本期更早的分录：{count} 笔</translation>
    </message>
    <message>
        <source>What was there before {day}</source>
        <translation>{day} 之前已有</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation>对方与摘要</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>CashAheadCard</name>
    <message>
        <source>Cash ahead</source>
        <translation>未来资金</translation>
    </message>
    <message>
        <source>Lowest: {day}</source>
        <translation>最低：{day}</translation>
    </message>
    <message>
        <source>The books are young: take the days ahead as a rough guide.</source>
        <translation>账簿时间还短，未来的数字仅供粗略参考。</translation>
    </message>
    <message>
        <source>Days the money lasts, if nothing came in</source>
        <translation>若无进账，资金还能用的天数</translation>
    </message>
</context>
<context>
    <name>CashCard</name>
    <message>
        <source>Cash now</source>
        <translation>现有资金</translation>
    </message>
    <message>
        <source>No account holds money.</source>
        <translation>没有账户有余额。</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Together, as booked in {currency}</source>
        <translation>合计（按账面折合 {currency}）</translation>
    </message>
</context>
<context>
    <name>CashView</name>
    <message>
        <source>Point at a day, or press ← and →, for its figures; Enter or a click shows what moves.</source>
        <translation>指向某一天，或按 ← →，可看当天数字；按回车或点击可看当天的收支。</translation>
    </message>
    <message>
        <source>Cash line</source>
        <translation>资金走势</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>Closed {day}</source>
        <translation>{day} 停用</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Used {day}</source>
        <translation>最近 {day}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Earlier questions: {count}</source>
        <translation>更早的问题：{count}</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>All customers</source>
        <translation>全部客户</translation>
    </message>
    <message>
        <source>Groups of customers</source>
        <translation>客户分组</translation>
    </message>
    <message>
        <source>Save list…</source>
        <translation>保存名单…</translation>
    </message>
    <message>
        <source>A discount of</source>
        <translation>降价百分比</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>Which hour earns</source>
        <translation>哪个时段好卖</translation>
    </message>
    <message>
        <source>All sales</source>
        <translation>全部销售</translation>
    </message>
    <message>
        <source>The list lies where you save it, on this computer, not encrypted.</source>
        <translation>名单保存在您指定的位置，只在这台电脑上，没有加密。</translation>
    </message>
    <message>
        <source>{what}, from {since} to {day}</source>
        <translation>{what}（{since}至{day}）</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>没有人</translation>
    </message>
    <message>
        <source>No customer is in this group now.</source>
        <translation>目前没有客户属于这一组。</translation>
    </message>
    <message>
        <source>Choose a group to see what to do. Enter on a customer shows its entries.</source>
        <translation>选择一组，看看该做什么。在客户上按 Enter 可查看其分录。</translation>
    </message>
    <message>
        <source>Sold to these customers</source>
        <translation>卖给这些客户</translation>
    </message>
    <message>
        <source>Bar: the last 12 months. Mark: the 12 months before.</source>
        <translation>横条：最近 12 个月。竖线：再往前 12 个月。</translation>
    </message>
    <message>
        <source>{hour}, payments: {count}</source>
        <translation>{hour}，收款 {count} 笔</translation>
    </message>
    <message>
        <source>Type a discount to see what it must bring to pay for itself.</source>
        <translation>填写降价百分比，看看要多卖多少才划算。</translation>
    </message>
    <message>
        <source>Save the list of customers</source>
        <translation>保存客户名单</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>DaysAhead</name>
    <message>
        <source>The money stays in the likely range 8 times out of 10. Choose a day in the line or in the table to see what moves on it.</source>
        <translation>资金十次有八次落在大致范围内。在走势图或表中选一天，可看当天有哪些收支。</translation>
    </message>
    <message>
        <source>Expected on the day</source>
        <translation>当天预计收支</translation>
    </message>
    <message>
        <source>Days ahead</source>
        <translation>未来各天</translation>
    </message>
    <message>
        <source>Show where it comes from</source>
        <translation>查看来源</translation>
    </message>
    <message>
        <source>Nothing on this day</source>
        <translation>当天没有收支</translation>
    </message>
    <message>
        <source>No money is expected to come or go.</source>
        <translation>预计没有款项进出。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Expected on {day}; less than the {cushion} you want to keep</source>
        <translation>{day} 预计收支；余额低于您想留的 {cushion}</translation>
    </message>
    <message>
        <source>Expected on {day}</source>
        <translation>{day} 预计收支</translation>
    </message>
    <message>
        <source>It is the usual sum of many entries of the past: no single one stands behind it.</source>
        <translation>这是按以往许多笔账推算的合计，背后没有某一笔单独的账。</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>Put off until {day}: {finding}</source>
        <translation>推迟到 {day}：{finding}</translation>
    </message>
    <message>
        <source>Not useful: {finding}. You see others of this kind only when more is at stake.</source>
        <translation>已标为没有用：{finding}。这类提示今后只在影响更大时才显示。</translation>
    </message>
    <message>
        <source>Shown again: {finding}</source>
        <translation>重新显示：{finding}</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>Due in {days} days</source>
        <translation>{days} 天内到期</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>没有到期款项。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{day} (late)  {what}</source>
        <translation>{day}（已逾期） {what}</translation>
    </message>
</context>
<context>
    <name>DuePage</name>
    <message>
        <source>Repeated entries that are due</source>
        <translation>到期的重复分录</translation>
    </message>
    <message>
        <source>Amount of this entry</source>
        <translation>这一笔的金额</translation>
    </message>
    <message>
        <source>Another amount counts for this day alone</source>
        <translation>改动的金额只用于这一天</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Post it</source>
        <translation>记这一笔</translation>
    </message>
    <message>
        <source>Post all</source>
        <translation>全部入账</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有到期的</translation>
    </message>
    <message>
        <source>Entries that repeat are listed here on their day, to post or to skip.</source>
        <translation>重复分录到了日子会列在这里，可以入账，也可以跳过。</translation>
    </message>
    <message>
        <source>Skipped: {text} on {day}.</source>
        <translation>已跳过：{day} {text}。</translation>
    </message>
</context>
<context>
    <name>EntriesTable</name>
    <message>
        <source>Other side</source>
        <translation>对方科目</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>从 → 到</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation>对方与摘要</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>EntryDetail</name>
    <message>
        <source>Lines of the entry</source>
        <translation>分录各行</translation>
    </message>
    <message>
        <source>Show in statement</source>
        <translation>在账单中显示</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>拆分…</translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation>附加文件…</translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation>冲销…</translation>
    </message>
    <message>
        <source>Entry {number} · {day} · {state}</source>
        <translation>第 {number} 号分录 · {day} · {state}</translation>
    </message>
    <message>
        <source>reference {text}</source>
        <translation>流水号 {text}</translation>
    </message>
    <message>
        <source>Statement: {text}</source>
        <translation>账单：{text}</translation>
    </message>
    <message>
        <source>Import taken back: {text}</source>
        <translation>导入已撤回：{text}</translation>
    </message>
    <message>
        <source>Taken back by entry {number}</source>
        <translation>已由第 {number} 号分录冲销</translation>
    </message>
    <message>
        <source>Takes entry {number} back</source>
        <translation>冲销第 {number} 号分录</translation>
    </message>
    <message>
        <source>Sorts the money of entry {number}</source>
        <translation>为第 {number} 号分录的款项归类</translation>
    </message>
    <message>
        <source>Sorted by entry {number}</source>
        <translation>由第 {number} 号分录归类</translation>
    </message>
    <message>
        <source>From an import</source>
        <translation>来自导入</translation>
    </message>
    <message>
        <source>Entry {number} divides the money of entry {entry}. Both stay in the books.</source>
        <translation>第 {number} 号分录拆分了第 {entry} 号分录的款项，两者都留在账上。</translation>
    </message>
</context>
<context>
    <name>EntryFiles</name>
    <message>
        <source>Look at</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>附加文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Attached: {names}</source>
        <translation>已附加：{names}</translation>
    </message>
    <message>
        <source>Save a copy of the file</source>
        <translation>保存文件副本</translation>
    </message>
    <message>
        <source>Saved {name}. This copy is not encrypted.</source>
        <translation>已保存 {name}。此副本未加密。</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>移除 {name}？</translation>
    </message>
    <message>
        <source>The book forgets the file for good. The entry stays as it is. Save a copy first if you may need it.</source>
        <translation>文件将从账簿中永久移除，分录保持不变。如日后可能需要，请先保存副本。</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>已移除 {name}。</translation>
    </message>
</context>
<context>
    <name>EntryLines</name>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Debit</source>
        <translation>借方</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>贷方</translation>
    </message>
    <message>
        <source>Remove line</source>
        <translation>删除此行</translation>
    </message>
</context>
<context>
    <name>ExpensesCard</name>
    <message>
        <source>Expenses by kind, this month</source>
        <translation>本月各类支出</translation>
    </message>
    <message>
        <source>Bar: this month so far. Mark: a usual whole month.</source>
        <translation>横条：本月至今。竖线：往常整月。</translation>
    </message>
    <message>
        <source>{name}: {now} this month so far</source>
        <translation>{name}：本月至今 {now}</translation>
    </message>
    <message>
        <source>{name}: {now} this month so far, {usual} in a usual month</source>
        <translation>{name}：本月至今 {now}，往常整月 {usual}</translation>
    </message>
    <message>
        <source>Nothing was spent this month yet.</source>
        <translation>本月还没有支出。</translation>
    </message>
</context>
<context>
    <name>FileTexts</name>
    <message>
        <source>… and {count} more</source>
        <translation>……另有 {count} 处</translation>
    </message>
    <message>
        <source>{read} rows read = {new} new + {duplicate} matched + {skipped} skipped + {rejected} rejected</source>
        <translation>读取 {read} 行 = 新增 {new} + 已在账中 {duplicate} + 略过 {skipped} + 拒绝 {rejected}</translation>
    </message>
    <message>
        <source>{count} linked with other statements</source>
        <translation>{count} 行与其他账单关联</translation>
    </message>
    <message>
        <source>{count} to decide under Pairs</source>
        <translation>{count} 笔待在“配对”中决定</translation>
    </message>
    <message>
        <source>New account: {name}</source>
        <translation>新科目：{name}</translation>
    </message>
    <message>
        <source>Together {amount}</source>
        <translation>合计 {amount}</translation>
    </message>
    <message>
        <source>Together {amount} on {account}</source>
        <translation>{account} 合计 {amount}</translation>
    </message>
    <message>
        <source>{name} agrees</source>
        <translation>{name}相符</translation>
    </message>
    <message>
        <source>{name} ({place})</source>
        <translation>{name}（{place}）</translation>
    </message>
    <message>
        <source>{name} does NOT agree: the file says {expected}, the rows {found}</source>
        <translation>{name}不符：文件为 {expected}，各行为 {found}</translation>
    </message>
    <message>
        <source>Controls: {list}</source>
        <translation>核对：{list}</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Drop statements of your bank or wallet here</source>
        <translation>把银行或钱包的流水文件拖到这里</translation>
    </message>
    <message>
        <source>CSV, Excel, OFX, QIF, MT940, CAMT or ZIP files as you downloaded them. You see every row before anything is booked, and each import can be taken back.</source>
        <translation>CSV、Excel、OFX、QIF、MT940、CAMT 或 ZIP 文件，下载后原样即可。入账前可逐行查看，每次导入都可以撤回。</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>以往的导入</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>还没有导入过。</translation>
    </message>
    <message>
        <source>Choose statements</source>
        <translation>选择流水文件</translation>
    </message>
    <message>
        <source>Statements (*.csv *.txt *.xls *.xlsx *.ofx *.qfx *.qif *.sta *.mt940 *.xml *.zip *.gz);;Books of other programs (*.gnucash *.xml *.beancount *.journal *.hledger);;All files (*)</source>
        <translation>账单 (*.csv *.txt *.xls *.xlsx *.ofx *.qfx *.qif *.sta *.mt940 *.xml *.zip *.gz);;其他程序的账簿 (*.gnucash *.xml *.beancount *.journal *.hledger);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Rows booked: {count}.</source>
        <translation>已入账 {count} 行。</translation>
    </message>
    <message>
        <source>In the books already: {count}.</source>
        <translation>已在账中：{count} 行。</translation>
    </message>
    <message>
        <source>Left out: {count}.</source>
        <translation>略过 {count} 行。</translation>
    </message>
    <message>
        <source>Rejected: {count}.</source>
        <translation>拒绝 {count} 行。</translation>
    </message>
    <message>
        <source>Linked with other statements: {count}.</source>
        <translation>与其他账单关联 {count} 行。</translation>
    </message>
    <message>
        <source>Pairs to decide: {count}.</source>
        <translation>待决定的配对：{count} 对。</translation>
    </message>
    <message>
        <source>Payments sorted since: {count}.</source>
        <translation>此后已归类的收支：{count} 笔。</translation>
    </message>
    <message>
        <source>Payments linked with other statements: {count}.</source>
        <translation>已与其他对账单关联的收支：{count} 笔。</translation>
    </message>
    <message>
        <source>Payments ticked off against a statement: {count}.</source>
        <translation>已与对账单勾对的收支：{count} 笔。</translation>
    </message>
    <message>
        <source>That is taken back with it. The files can be imported again, but this work is to be done anew then.</source>
        <translation>这些也会一并撤销。文件可以重新导入，但上述工作需要重做。</translation>
    </message>
    <message>
        <source>Take this import back?</source>
        <translation>撤回这次导入？</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Taken back. Entries reversed: {count}.</source>
        <translation>已撤回。冲销分录：{count} 笔。</translation>
    </message>
</context>
<context>
    <name>FindingButtons</name>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Not useful</source>
        <translation>没有用</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <source>What to look at</source>
        <translation>值得关注</translation>
    </message>
    <message>
        <source>Nothing else stood out when the books were looked at on {day}.</source>
        <translation>{day} 看账时，没有其他值得注意的情况。</translation>
    </message>
    <message>
        <source>All is well: nothing stood out when the books were looked at on {day}.</source>
        <translation>一切正常：{day} 查看账簿时没有发现异常。</translation>
    </message>
    <message>
        <source>All findings: {count}</source>
        <translation>全部提示：{count}</translation>
    </message>
    <message>
        <source>All findings: {count}, and {hidden} hidden</source>
        <translation>全部提示：{count}，另有 {hidden} 项已隐藏</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>All findings</source>
        <translation>全部提示</translation>
    </message>
    <message>
        <source>Nothing to look at now</source>
        <translation>现在没有要看的</translation>
    </message>
    <message>
        <source>What you put off or called not useful, if anything, is shown by the button below.</source>
        <translation>如有推迟或标为无用的提示，可用下面的按钮显示。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Not useful</source>
        <translation>没有用</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>重新显示</translation>
    </message>
    <message>
        <source>The entries it came from</source>
        <translation>依据的分录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Hide the {count} again</source>
        <translation>重新隐藏这 {count} 项</translation>
    </message>
    <message>
        <source>{count} hidden: show them</source>
        <translation>{count} 项已隐藏：显示</translation>
    </message>
    <message>
        <source>The entries it came from: {count}</source>
        <translation>依据的分录：{count} 笔</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>Hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What was noticed</source>
        <translation>发现的情况</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation>对方与摘要</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>At stake</source>
        <translation>涉及金额</translation>
    </message>
</context>
<context>
    <name>FirstStepsCard</name>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Hide the first steps</source>
        <translation>隐藏起步步骤</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>起步步骤</translation>
    </message>
    <message>
        <source>Keep a recovery code, in case the passphrase is lost.</source>
        <translation>保存恢复码，以防忘记密码。</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>生成恢复码</translation>
    </message>
    <message>
        <source>Say what the shop has today: in the till, at the bank, on the shelves.</source>
        <translation>填写店里现在有多少：收银机里、银行里、货架上。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>去填写</translation>
    </message>
    <message>
        <source>Import the first statement of your bank or wallet.</source>
        <translation>导入第一份银行或钱包账单。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>去导入</translation>
    </message>
    <message>
        <source>Sort the payments: say what each one was for.</source>
        <translation>归类款项：说明每一笔的用途。</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>去归类</translation>
    </message>
    <message>
        <source>Read the first report: what the shop earned.</source>
        <translation>看第一份报表：店铺赚了多少。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>去查看</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Hidden. Settings shows the first steps again.</source>
        <translation>已隐藏。可在“设置”中重新显示起步步骤。</translation>
    </message>
</context>
<context>
    <name>ForecastPage</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Nothing to look ahead from</source>
        <translation>还没有可供预测的记录</translation>
    </message>
    <message>
        <source>The days ahead are told from your own past. Import a statement of your bank or wallet (Ctrl+I), or write down what comes in and goes out.</source>
        <translation>今后的资金是根据您自己的账推算的。请导入银行或钱包的对账单（Ctrl+I），或记下收支。</translation>
    </message>
    <message>
        <source>What your books show</source>
        <translation>从账上看出的规律</translation>
    </message>
    <message>
        <source>Weeks ahead</source>
        <translation>今后各周</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>按天</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>按周</translation>
    </message>
    <message>
        <source>Habits</source>
        <translation>规律</translation>
    </message>
    <message>
        <source>Least money you want to keep</source>
        <translation>最少要留的钱</translation>
    </message>
    <message>
        <source>Agreed days for customers</source>
        <translation>约定客户付款天数</translation>
    </message>
    <message>
        <source>Agreed days for you</source>
        <translation>约定您付款天数</translation>
    </message>
    <message>
        <source>Agreed days: customers, you</source>
        <translation>约定付款天数：客户、您</translation>
    </message>
    <message>
        <source>What is agreed: an invoice or a bill that names no day itself is due after so many days.</source>
        <translation>约定的付款期限：没有写明到期日的发票或账单，过这么多天到期。</translation>
    </message>
    <message>
        <source>The books are young: take the days ahead as a rough guide.</source>
        <translation>账本的历史还不长：请把预测当作粗略参考。</translation>
    </message>
    <message>
        <source>The books do not show any habit yet.</source>
        <translation>账上还看不出规律。</translation>
    </message>
    <message>
        <source>Kept; the days ahead follow it.</source>
        <translation>已保存，预测随之更新。</translation>
    </message>
</context>
<context>
    <name>GuessesPage</name>
    <message>
        <source>Sorted by itself</source>
        <translation>自动归类</translation>
    </message>
    <message>
        <source>All are right</source>
        <translation>全部正确</translation>
    </message>
    <message>
        <source>This is right</source>
        <translation>这条正确</translation>
    </message>
    <message>
        <source>Account it belongs to instead</source>
        <translation>应归入的科目</translation>
    </message>
    <message>
        <source>Move it there</source>
        <translation>改到该科目</translation>
    </message>
    <message>
        <source>Imports sort by themselves from</source>
        <translation>把握达到多少时自动归类</translation>
    </message>
    <message>
        <source>100 %: never by themselves</source>
        <translation>100 %：从不自动归类</translation>
    </message>
    <message>
        <source>Nothing to confirm</source>
        <translation>没有需要确认的</translation>
    </message>
    <message>
        <source>Imports sort by themselves what you sorted alike before, and list it here.</source>
        <translation>导入时会按您以前的做法自动归类，并列在这里。</translation>
    </message>
    <message>
        <source>Confirmed: {count}.</source>
        <translation>已确认：{count} 笔。</translation>
    </message>
    <message>
        <source>Moved.</source>
        <translation>已改。</translation>
    </message>
    <message>
        <source>The rule is kept for the next imports.</source>
        <translation>规则已保存，今后导入时使用。</translation>
    </message>
</context>
<context>
    <name>IdleCashPage</name>
    <message>
        <source>Least money you want to keep</source>
        <translation>最少要留的钱</translation>
    </message>
    <message>
        <source>Interest, per cent a year</source>
        <translation>年利率（%）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>资金</translation>
    </message>
    <message>
        <source>Idle cash</source>
        <translation>闲钱</translation>
    </message>
    <message>
        <source>Such as a month&apos;s rent and wages.</source>
        <translation>比如一个月的房租加工资。</translation>
    </message>
    <message>
        <source>What your own bank pays for savings.</source>
        <translation>您自己的银行给的存款利率。</translation>
    </message>
    <message>
        <source>Type at the left the least money you want to keep, and press Keep.</source>
        <translation>请在左边填写最少要留的钱，然后按“保存”。</translation>
    </message>
    <message>
        <source>To see what it would earn, type a rate at the left and press Keep.</source>
        <translation>要看可得多少利息，请在左边填写利率，然后按“保存”。</translation>
    </message>
    <message>
        <source>Kept; what is idle follows it.</source>
        <translation>已保存，闲钱随之更新。</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>Into account</source>
        <translation>记入科目</translation>
    </message>
    <message>
        <source>It is another payment</source>
        <translation>这是另一笔</translation>
    </message>
    <message>
        <source>Book the chosen row although the book has an equal one</source>
        <translation>账上已有相同的一行，仍将所选行入账</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>密码…</translation>
    </message>
    <message>
        <source>Import nothing (Esc)</source>
        <translation>不导入任何内容 (Esc)</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Back to the files (Esc)</source>
        <translation>返回文件页 (Esc)</translation>
    </message>
    <message>
        <source>A new account would be made. If this is the statement of “{name}”, book it there.</source>
        <translation>将新建一个账户。如果这就是“{name}”的流水，请记入该账户。</translation>
    </message>
    <message>
        <source>What the invoices are</source>
        <translation>发票方向</translation>
    </message>
    <message>
        <source>As the list says</source>
        <translation>按清单所示</translation>
    </message>
    <message>
        <source>Invoices we wrote</source>
        <translation>我们开出的发票</translation>
    </message>
    <message>
        <source>Bills we received</source>
        <translation>我们收到的发票</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>各列含义…</translation>
    </message>
    <message>
        <source>Files of this import</source>
        <translation>本次导入的文件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Book it there</source>
        <translation>记入该账户</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Nothing is booked yet</source>
        <translation>尚未入账</translation>
    </message>
    <message>
        <source>Link ({count})</source>
        <translation>关联 ({count})</translation>
    </message>
    <message>
        <source>Import ({count})</source>
        <translation>导入（{count}）</translation>
    </message>
</context>
<context>
    <name>ImportRows</name>
    <message>
        <source>Payments that the book does not have yet</source>
        <translation>账本中还没有的收支</translation>
    </message>
    <message>
        <source>Payments that are in the books already: an earlier import or another statement told of them</source>
        <translation>账本中已有的收支：以前的导入或另一份对账单已经记过</translation>
    </message>
    <message>
        <source>Rows that moved no money, such as cancelled orders</source>
        <translation>没有资金变动的行，例如已取消的订单</translation>
    </message>
    <message>
        <source>Rows that could not be read. Mend the columns or the file and import it again: what was booked is not booked twice</source>
        <translation>无法读取的行。请调整各列含义或修正文件后重新导入：已入账的不会重复入账</translation>
    </message>
    <message>
        <source>No new payments in this file</source>
        <translation>此文件中没有新的收支</translation>
    </message>
    <message>
        <source>No payment of it is in the books already</source>
        <translation>其中没有已在账中的收支</translation>
    </message>
    <message>
        <source>No row was skipped</source>
        <translation>没有略过的行</translation>
    </message>
    <message>
        <source>Every row could be read</source>
        <translation>每一行都能读取</translation>
    </message>
    <message>
        <source>What becomes of the rows</source>
        <translation>各行的去向</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件中的行</translation>
    </message>
</context>
<context>
    <name>ImportTable</name>
    <message>
        <source>Linked: {kind}, entry {entry}</source>
        <translation>已关联：{kind}，分录 {entry}</translation>
    </message>
    <message>
        <source>Likely: {kind}, entry {entry}</source>
        <translation>可能：{kind}，分录 {entry}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation>对方与摘要</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Other side, or why not</source>
        <translation>对方科目，或未导入的原因</translation>
    </message>
    <message>
        <source>In the books already</source>
        <translation>已在账中</translation>
    </message>
    <message>
        <source>Waits to be read</source>
        <translation>等待读取</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可以导入</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>没有新内容</translation>
    </message>
    <message>
        <source>Needs a password</source>
        <translation>需要密码</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>分录</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Pages of the import</source>
        <translation>导入的各页</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>To sort</source>
        <translation>待归类</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>IssuedPage</name>
    <message>
        <source>New invoice</source>
        <translation>新账单</translation>
    </message>
    <message>
        <source>New quote</source>
        <translation>新报价单</translation>
    </message>
    <message>
        <source>What the shop wrote</source>
        <translation>本店开出的单据</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>还没有开过单据</translation>
    </message>
    <message>
        <source>Write a quote or an invoice: it prints with your shop&apos;s details, has the next number, and is booked as money that the customer owes.</source>
        <translation>可以开报价单或账单：带有本店资料，自动编上下一个号码，账单开出后即记为客户欠款。</translation>
    </message>
</context>
<context>
    <name>IssuedTable</name>
    <message>
        <source>Quote</source>
        <translation>报价单</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Credit note</source>
        <translation>退款单</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已开出</translation>
    </message>
    <message>
        <source>Invoice made</source>
        <translation>已转账单</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>应付日期</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>LatelyPage</name>
    <message>
        <source>Entered lately</source>
        <translation>最近录入</translation>
    </message>
    <message>
        <source>Repeat this…</source>
        <translation>让它重复…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Nothing entered yet</source>
        <translation>还没有录入</translation>
    </message>
    <message>
        <source>What you post above is listed here, and can be taken back.</source>
        <translation>上面记的账会列在这里，可以撤回。</translation>
    </message>
</context>
<context>
    <name>LatestCard</name>
    <message>
        <source>Last entries</source>
        <translation>最近分录</translation>
    </message>
</context>
<context>
    <name>Localised</name>
    <message>
        <source>hidden amount</source>
        <translation>金额已隐藏</translation>
    </message>
    <message>
        <source>minus {amount}</source>
        <translation>负 {amount}</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup, or ask for help.</source>
        <translation>没有改动任何内容。请恢复备份，或寻求帮助。</translation>
    </message>
    <message>
        <source>The program made a mistake. Your books are as they were before.</source>
        <translation>程序出错了。您的账本保持原样。</translation>
    </message>
</context>
<context>
    <name>LockBar</name>
    <message>
        <source>Locks in {seconds} s. Any key or click keeps it open.</source>
        <translation>{seconds} 秒后锁定。按任意键或点击即可保持打开。</translation>
    </message>
    <message>
        <source>Locks in {seconds} s. What you typed is not in the book yet and will be lost. Any key or click keeps it open.</source>
        <translation>{seconds} 秒后锁定。您填写的内容尚未入账，锁定后将丢失。按任意键或点击即可保持打开。</translation>
    </message>
</context>
<context>
    <name>MappingScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save and use</source>
        <translation>保存并使用</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>Rows as they would be read</source>
        <translation>各行读取后的样子</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Say over each column what it holds. Below, you see the rows as they would be read. Files with the same columns are read like this from then on.</source>
        <translation>请在每列上方选择其含义，下方会显示各行读取后的样子。今后列相同的文件都按此读取。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>日、月、年</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>月、日、年</translation>
    </message>
    <message>
        <source>Year, month, day</source>
        <translation>年、月、日</translation>
    </message>
    <message>
        <source>Point (1.50)</source>
        <translation>点（1.50）</translation>
    </message>
    <message>
        <source>Comma (1,50)</source>
        <translation>逗号（1,50）</translation>
    </message>
    <message>
        <source>Money in is positive</source>
        <translation>收入为正</translation>
    </message>
    <message>
        <source>Spending is positive</source>
        <translation>支出为正</translation>
    </message>
    <message>
        <source>Words for money in</source>
        <translation>表示收入的词</translation>
    </message>
    <message>
        <source>Words for money out</source>
        <translation>表示支出的词</translation>
    </message>
    <message>
        <source>Row with the names</source>
        <translation>列名所在行</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期顺序</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>Amounts</source>
        <translation>金额正负</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Columns of {file}</source>
        <translation>{file} 的各列</translation>
    </message>
    <message>
        <source>What “{column}” holds</source>
        <translation>“{column}”列的含义</translation>
    </message>
    <message>
        <source>{read} rows read = {moving} movements + {skipped} skipped + {rejected} rejected</source>
        <translation>读取 {read} 行 = 收支 {moving} + 略过 {skipped} + 拒绝 {rejected}</translation>
    </message>
    <message>
        <source>“{name}” was saved.</source>
        <translation>已保存“{name}”。</translation>
    </message>
</context>
<context>
    <name>MappingTable</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Please note</source>
        <translation>请注意</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>none named</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>{model} (default)</source>
        <translation>{model}（默认）</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>不在本机</translation>
    </message>
    <message>
        <source>Needs more memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>尚未试用</translation>
    </message>
    <message>
        <source>Tried: not good enough</source>
        <translation>试用未达标</translation>
    </message>
    <message>
        <source>Tried: good</source>
        <translation>试用达标</translation>
    </message>
    <message>
        <source>{language}: {grounded} of {asked} texts held; first word after {seconds} s</source>
        <translation>{language}：{asked} 段文字中有 {grounded} 段无误；{seconds} 秒后出现第一个词</translation>
    </message>
    <message>
        <source>turned around: {count}</source>
        <translation>方向颠倒：{count}</translation>
    </message>
    <message>
        <source>repeated itself: {count}</source>
        <translation>重复：{count}</translation>
    </message>
    <message>
        <source>in another language: {count}</source>
        <translation>语言不符：{count}</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>达标</translation>
    </message>
    <message>
        <source>not passed: it stays silent here</source>
        <translation>未达标：这种语言里它不会说话</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Language models</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Plain wording only</source>
        <translation>只用固定措辞</translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation>添加模型文件…</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Sample questions</source>
        <translation>样题</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>A model adds words around the figures of an answer. It runs on this computer, is given those figures alone, and what it says is checked against them. Without one, every answer is plain wording.</source>
        <translation>模型只在答案的数字周围补充说明。它在本机运行，只得到这些数字，说的话也要与数字核对。没有模型时，所有答案都采用固定措辞。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Drop a model file here</source>
        <translation>把模型文件拖到这里</translation>
    </message>
    <message>
        <source>A GGUF file that you fetched from where its makers offer it. It is looked at first: its licence and its hash are shown before it is added.</source>
        <translation>您从模型作者处获取的 GGUF 文件。添加前会先查看文件，并显示许可证和哈希值。</translation>
    </message>
    <message>
        <source>Leave the file where it is, and do not copy it</source>
        <translation>文件留在原处，不复制</translation>
    </message>
    <message>
        <source>Add this model?</source>
        <translation>添加这个模型？</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>No language model is on this computer yet: every answer is plain wording.</source>
        <translation>本机还没有语言模型：所有答案都采用固定措辞。</translation>
    </message>
    <message>
        <source>{model} speaks.</source>
        <translation>由 {model} 措辞。</translation>
    </message>
    <message>
        <source>about {memory} while it speaks</source>
        <translation>运行时约占 {memory}</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>尚未试用</translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>正在读取模型…</translation>
    </message>
    <message>
        <source>Asking {model} the sample questions, ten in each language…</source>
        <translation>正在向 {model} 提问样题，每种语言十道…</translation>
    </message>
    <message>
        <source>Remove this model?</source>
        <translation>移除这个模型？</translation>
    </message>
    <message>
        <source>Its file is deleted. You can add it again later.</source>
        <translation>它的文件会被删除。以后可以再添加。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>添加模型文件</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>{size}; about {memory} of memory while it speaks</source>
        <translation>{size}；运行时约占内存 {memory}</translation>
    </message>
    <message>
        <source>Unverified: the catalogue knows no hash of this file. Compare it with the one that its makers name.</source>
        <translation>未核实：目录中没有此文件的哈希值。请与模型作者公布的哈希值对照。</translation>
    </message>
    <message>
        <source>The hash is the one in the catalogue.</source>
        <translation>哈希值与目录中的一致。</translation>
    </message>
    <message>
        <source>Added: {model}. Try it, then use it.</source>
        <translation>已添加：{model}。请先试用，再启用。</translation>
    </message>
    <message>
        <source>Adding the model…</source>
        <translation>正在添加模型…</translation>
    </message>
</context>
<context>
    <name>ModelsTable</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>Money in/out</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>Journal entry</source>
        <translation>记分录</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>最近录入</translation>
    </message>
    <message>
        <source>Repeats: {count}</source>
        <translation>重复：{count}</translation>
    </message>
    <message>
        <source>Due: {count}</source>
        <translation>到期：{count}</translation>
    </message>
</context>
<context>
    <name>NewBook</name>
    <message>
        <source>Harbour Corner Shop</source>
        <translation>海港小店</translation>
    </message>
    <message>
        <source>Shop (everyday words)</source>
        <translation>商店（通用）</translation>
    </message>
    <message>
        <source>Chinese accounting standard for small enterprises</source>
        <translation>小企业会计准则</translation>
    </message>
    <message>
        <source>Make the book</source>
        <translation>建立账本</translation>
    </message>
    <message>
        <source>Only this passphrase, or the recovery code you will see next, opens the book. Nobody can open it without one of them.</source>
        <translation>只有此密码，或下一步显示的恢复码，才能打开账本。没有它们，谁也打不开。</translation>
    </message>
    <message>
        <source>A new book</source>
        <translation>新账本</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Chart of accounts</source>
        <translation>科目表</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>My shop</source>
        <translation>我的店</translation>
    </message>
    <message>
        <source>Where the new book will lie</source>
        <translation>新账本放在哪里</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>The two differ.</source>
        <translation>两次输入不一致。</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <source>Make it a rule</source>
        <translation>设为规则</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Always sort payments with “{text}” to {account}?</source>
        <translation>以后含“{text}”的款项都归入“{account}”吗？</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>What does the shop have?</source>
        <translation>店里现在有什么？</translation>
    </message>
    <message>
        <source>At the end of which day?</source>
        <translation>截至哪一天结束时？</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Book the answers</source>
        <translation>记入账簿</translation>
    </message>
    <message>
        <source>Answer what you know and leave the rest empty; you can come back and correct it.</source>
        <translation>知道的就填，不知道的留空；以后可以回来更正。</translation>
    </message>
    <message>
        <source>What the shop is worth to you</source>
        <translation>合计属于您的</translation>
    </message>
    <message>
        <source>How much is in the till?</source>
        <translation>收银机里有多少现金？</translation>
    </message>
    <message>
        <source>What does the bank account hold?</source>
        <translation>银行账户里有多少？</translation>
    </message>
    <message>
        <source>What does the WeChat Pay wallet hold?</source>
        <translation>微信支付里有多少？</translation>
    </message>
    <message>
        <source>What does the Alipay wallet hold?</source>
        <translation>支付宝里有多少？</translation>
    </message>
    <message>
        <source>What lies in savings or money market funds?</source>
        <translation>余额宝或活期理财里有多少？</translation>
    </message>
    <message>
        <source>What are the goods on your shelves worth, roughly?</source>
        <translation>货架上的商品大约值多少？</translation>
    </message>
    <message>
        <source>What do customers owe you?</source>
        <translation>客户欠您多少？</translation>
    </message>
    <message>
        <source>What do you owe suppliers?</source>
        <translation>您欠供应商多少？</translation>
    </message>
    <message>
        <source>A loan: what is left to pay?</source>
        <translation>借款：还剩多少没还？</translation>
    </message>
    <message>
        <source>Booked as entry {number}. Change an answer and book again: the old entry is taken back and a new one stands in its place.</source>
        <translation>已记为第 {number} 号分录。修改后再次记入：旧分录会被冲销，由新分录代替。</translation>
    </message>
    <message>
        <source>Correct the answers</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Already booked for this, from a statement or by hand: {amount}. Leave it empty here, or it counts twice.</source>
        <translation>这一项已从账单或手工记入 {amount}。请在此留空，否则会重复计算。</translation>
    </message>
    <message>
        <source>An amount cannot be read.</source>
        <translation>有金额无法识别。</translation>
    </message>
    <message>
        <source>Booked as entry {number}: what the shop had at the end of {day}.</source>
        <translation>已记为第 {number} 号分录：店铺在 {day} 结束时的期初余额。</translation>
    </message>
</context>
<context>
    <name>OutlookRoom</name>
    <message>
        <source>Outlook</source>
        <translation>展望</translation>
    </message>
    <message>
        <source>Pages of the outlook</source>
        <translation>展望的各页</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假如</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Idle cash</source>
        <translation>闲钱</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税</translation>
    </message>
    <message>
        <source>Own past</source>
        <translation>与过去相比</translation>
    </message>
</context>
<context>
    <name>OutlookWords</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>至今</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>likely range</source>
        <translation>大致范围</translation>
    </message>
    <message>
        <source>least money to keep</source>
        <translation>最少要留的钱</translation>
    </message>
    <message>
        <source>{day}: {amount}</source>
        <translation>{day}：{amount}</translation>
    </message>
    <message>
        <source>{day}: {amount} expected, between {low} and {high}</source>
        <translation>{day}：预计 {amount}，介于 {low} 与 {high} 之间</translation>
    </message>
    <message>
        <source>Cash now: {amount}.</source>
        <translation>现有资金：{amount}。</translation>
    </message>
    <message>
        <source>Lowest on {day}: {amount}.</source>
        <translation>最低在 {day}：{amount}。</translation>
    </message>
    <message>
        <source>On {day}: {amount}.</source>
        <translation>{day}：{amount}。</translation>
    </message>
</context>
<context>
    <name>OverdueCard</name>
    <message>
        <source>Overdue to us</source>
        <translation>客户逾期未付</translation>
    </message>
    <message>
        <source>{days} days late: {party}</source>
        <translation>逾期 {days} 天：{party}</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>未具名</translation>
    </message>
    <message>
        <source>No customer is late.</source>
        <translation>没有客户逾期。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>OwedCard</name>
    <message>
        <source>What is owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>Customers owe the shop</source>
        <translation>客户欠店铺</translation>
    </message>
    <message>
        <source>The shop owes suppliers</source>
        <translation>店铺欠供应商</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>OwingPage</name>
    <message>
        <source>What customers owe</source>
        <translation>客户所欠</translation>
    </message>
    <message>
        <source>What the shop owes</source>
        <translation>本店所欠</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有未结清的款项</translation>
    </message>
    <message>
        <source>Invoices that are not paid stand here, with the day they are due.</source>
        <translation>未收款的账单列在这里，并注明到期日。</translation>
    </message>
    <message>
        <source>Bills that are not paid stand here, with the day they are due.</source>
        <translation>未付款的账单列在这里，并注明到期日。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Record the payment</source>
        <translation>登记付款</translation>
    </message>
    <message>
        <source>Reminder…</source>
        <translation>催款信…</translation>
    </message>
    <message>
        <source>Write off…</source>
        <translation>核销…</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Paid into</source>
        <translation>收款账户</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>付款账户</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Not due yet</source>
        <translation>未到期</translation>
    </message>
    <message>
        <source>Up to 30 days late</source>
        <translation>逾期 30 天内</translation>
    </message>
    <message>
        <source>31 to 60</source>
        <translation>31 至 60 天</translation>
    </message>
    <message>
        <source>61 to 90</source>
        <translation>61 至 90 天</translation>
    </message>
    <message>
        <source>Over 90</source>
        <translation>90 天以上</translation>
    </message>
    <message>
        <source>Choose what was paid; Ctrl or Shift chooses several.</source>
        <translation>请选择已付的款项；按住 Ctrl 或 Shift 可选多项。</translation>
    </message>
    <message>
        <source>Choose debts of one party: a payment is of one.</source>
        <translation>请只选同一方的款项：一笔付款只能属于一方。</translation>
    </message>
    <message>
        <source>This debt is from before the entries that are known one by one.</source>
        <translation>这笔欠款早于可逐笔查到的分录。</translation>
    </message>
    <message>
        <source>The payment is written down here; no money is moved.</source>
        <translation>这里只登记付款，不会动用资金。</translation>
    </message>
    <message>
        <source>Written down as entry {entry}.</source>
        <translation>已登记为第 {entry} 号分录。</translation>
    </message>
    <message>
        <source>{amount} more than was owed stays as credit.</source>
        <translation>多付的 {amount} 留作余额。</translation>
    </message>
    <message>
        <source>Write this debt off?</source>
        <translation>核销这笔欠款？</translation>
    </message>
    <message>
        <source>What is open is booked as lost. It can be taken back like every entry.</source>
        <translation>未收部分记作损失，可像其他分录一样撤销。</translation>
    </message>
    <message>
        <source>Write it off</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Written off as entry {entry}.</source>
        <translation>已核销，第 {entry} 号分录。</translation>
    </message>
</context>
<context>
    <name>OwingTable</name>
    <message>
        <source>Who</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>分录</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>应付日期</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未付</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
</context>
<context>
    <name>OwnPastPage</name>
    <message>
        <source>Last whole month</source>
        <translation>上一个整月</translation>
    </message>
    <message>
        <source>This month so far</source>
        <translation>本月至今</translation>
    </message>
    <message>
        <source>No past to stand beside yet</source>
        <translation>还没有可比的过去</translation>
    </message>
    <message>
        <source>Once the books have a few months, each figure is shown beside what it usually is. Import older statements (Ctrl+I) to have them sooner.</source>
        <translation>账本有了几个月之后，每个数字旁会显示平时的水平。导入更早的对账单（Ctrl+I）可以更快看到。</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>PairTable</name>
    <message>
        <source>Same payment</source>
        <translation>同一笔款项</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>账户互转</translation>
    </message>
    <message>
        <source>Payout of takings</source>
        <translation>营业款结算</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>same number</source>
        <translation>单号相同</translation>
    </message>
    <message>
        <source>amounts add up</source>
        <translation>金额相加一致</translation>
    </message>
    <message>
        <source>same account and amount</source>
        <translation>账户和金额相同</translation>
    </message>
    <message>
        <source>same party</source>
        <translation>对方相同</translation>
    </message>
    <message>
        <source>the text names the wallet or bank</source>
        <translation>摘要提到该钱包或银行</translation>
    </message>
    <message>
        <source>same amount</source>
        <translation>金额相同</translation>
    </message>
    <message>
        <source>same running balance</source>
        <translation>余额相同</translation>
    </message>
    <message>
        <source>same day</source>
        <translation>日期相同</translation>
    </message>
    <message>
        <source>opposite amounts</source>
        <translation>金额一进一出</translation>
    </message>
    <message>
        <source>account number named</source>
        <translation>提到对方账号</translation>
    </message>
    <message>
        <source>the text speaks of a transfer</source>
        <translation>摘要是转账类</translation>
    </message>
    <message>
        <source>takings of those days</source>
        <translation>这几天的营业款</translation>
    </message>
    <message>
        <source>exact sum</source>
        <translation>金额正好相符</translation>
    </message>
    <message>
        <source>the usual fee</source>
        <translation>手续费率一贯</translation>
    </message>
    <message>
        <source>a fee within 5%</source>
        <translation>手续费不超过 5%</translation>
    </message>
    <message>
        <source>names the payment</source>
        <translation>注明原单号</translation>
    </message>
    <message>
        <source>Why: {reasons}</source>
        <translation>依据：{reasons}</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>One side</source>
        <translation>一方</translation>
    </message>
    <message>
        <source>Other side</source>
        <translation>另一方</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>PairsPage</name>
    <message>
        <source>Which pairs</source>
        <translation>显示哪些配对</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>已关联</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一笔</translation>
    </message>
    <message>
        <source>They belong together</source>
        <translation>是同一笔</translation>
    </message>
    <message>
        <source>They do not</source>
        <translation>不是同一笔</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation>撤销决定</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>A payment often stands in two statements. Linked pairs are in the books once; nothing is deleted.</source>
        <translation>一笔款项常常同时出现在两份账单里。关联后只记一次账，不会删除任何记录。</translation>
    </message>
    <message>
        <source>No pairs here</source>
        <translation>这里没有配对</translation>
    </message>
    <message>
        <source>When two statements tell of one payment, it is linked by itself or shown here.</source>
        <translation>两份账单记着同一笔款项时，会自动关联，或显示在这里。</translation>
    </message>
    <message>
        <source>Linked.</source>
        <translation>已关联。</translation>
    </message>
    <message>
        <source>Kept apart; it is not asked again.</source>
        <translation>已分开，不再询问。</translation>
    </message>
    <message>
        <source>The decision is taken back.</source>
        <translation>决定已撤销。</translation>
    </message>
</context>
<context>
    <name>PaperForm</name>
    <message>
        <source>The shop has to pay it</source>
        <translation>由本店付款</translation>
    </message>
    <message>
        <source>A customer has to pay it</source>
        <translation>由客户付款</translation>
    </message>
    <message>
        <source>This tax is deducted from what the shop owes</source>
        <translation>这笔税可以抵扣</translation>
    </message>
    <message>
        <source>Which way</source>
        <translation>收还是付</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>How it is paid</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>付款账户</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>应付日期</translation>
    </message>
    <message>
        <source>as you say</source>
        <translation>按您所说</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>elsewhere {value}</source>
        <translation>别处写的是 {value}</translation>
    </message>
    <message>
        <source>Paid on {day}, entry {entry}</source>
        <translation>已于 {day} 付款，第 {entry} 号分录</translation>
    </message>
    <message>
        <source>Paid into</source>
        <translation>收款账户</translation>
    </message>
</context>
<context>
    <name>PaperTable</name>
    <message>
        <source>{count} to look at</source>
        <translation>{count} 项待核对</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Credit note</source>
        <translation>贷项通知单</translation>
    </message>
    <message>
        <source>From or to</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>应付日期</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Show the entry</source>
        <translation>查看分录</translation>
    </message>
    <message>
        <source>Look at it again</source>
        <translation>重新核对</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Put it in the books</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>This file is data alone: there is no page to show.</source>
        <translation>这个文件只有数据，没有可以显示的页面。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>It is the same</source>
        <translation>是同一张</translation>
    </message>
    <message>
        <source>It does not hold that {what}: {expected} is printed, {found} is the sum.</source>
        <translation>核对不符（{what}）：票面为 {expected}，算得 {found}。</translation>
    </message>
    <message>
        <source>Checked: {what}.</source>
        <translation>已核对：{what}。</translation>
    </message>
    <message>
        <source>Missing: {what}.</source>
        <translation>还缺：{what}。</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>In the books as entry {entry}.</source>
        <translation>已入账，第 {entry} 号分录。</translation>
    </message>
    <message>
        <source>Put aside. It is not booked, and stays in the book.</source>
        <translation>已搁置。不入账，仍保存在账本中。</translation>
    </message>
    <message>
        <source>It waits again to be checked.</source>
        <translation>已恢复为待核对。</translation>
    </message>
    <message>
        <source>Both files are kept as one document.</source>
        <translation>两个文件已合为一张票据。</translation>
    </message>
</context>
<context>
    <name>PaperWords</name>
    <message>
        <source>Bill</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>Credit note</source>
        <translation>贷项通知单</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>票据</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>销售方</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>购买方</translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation>销售方税号</translation>
    </message>
    <message>
        <source>Buyer&apos;s tax number</source>
        <translation>购买方税号</translation>
    </message>
    <message>
        <source>Invoice code</source>
        <translation>发票代码</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>应付日期</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Before tax</source>
        <translation>不含税金额</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税额</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>实付</translation>
    </message>
    <message>
        <source>Left to pay</source>
        <translation>待付</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>抹零</translation>
    </message>
    <message>
        <source>Terms of payment</source>
        <translation>付款条件</translation>
    </message>
    <message>
        <source>Where to pay</source>
        <translation>收款账户信息</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>对应单据</translation>
    </message>
    <message>
        <source>from its data</source>
        <translation>取自电子数据</translation>
    </message>
    <message>
        <source>proved by its sums</source>
        <translation>金额已互相印证</translation>
    </message>
    <message>
        <source>read</source>
        <translation>识别所得</translation>
    </message>
    <message>
        <source>a guess: please look</source>
        <translation>不确定，请核对</translation>
    </message>
    <message>
        <source>as you say</source>
        <translation>按您所说</translation>
    </message>
    <message>
        <source>To be paid later</source>
        <translation>以后付款</translation>
    </message>
    <message>
        <source>Paid at once</source>
        <translation>当场付清</translation>
    </message>
    <message>
        <source>Its payment is in the books</source>
        <translation>付款已在账上</translation>
    </message>
    <message>
        <source>It is in the books already</source>
        <translation>已经入账</translation>
    </message>
    <message>
        <source>as their earlier ones were</source>
        <translation>与此前的票据相同</translation>
    </message>
    <message>
        <source>by a rule of yours</source>
        <translation>按您的规则</translation>
    </message>
    <message>
        <source>as you sorted such payments</source>
        <translation>按您以往的归类</translation>
    </message>
    <message>
        <source>by the name; please check</source>
        <translation>根据名称推断，请核对</translation>
    </message>
    <message>
        <source>the usual one; please check</source>
        <translation>常用科目，请核对</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>按票面</translation>
    </message>
    <message>
        <source>by its terms of payment</source>
        <translation>按付款条件</translation>
    </message>
    <message>
        <source>by your usual days</source>
        <translation>按您的常用账期</translation>
    </message>
    <message>
        <source>the lines add up</source>
        <translation>各行合计相符</translation>
    </message>
    <message>
        <source>the taxes add up</source>
        <translation>各项税额相符</translation>
    </message>
    <message>
        <source>net and tax make the total</source>
        <translation>金额加税额等于价税合计</translation>
    </message>
    <message>
        <source>total, prepayments and rounding make what is left</source>
        <translation>合计、预付与抹零之差等于待付额</translation>
    </message>
    <message>
        <source>the amount in words is the total</source>
        <translation>大写金额与合计相符</translation>
    </message>
    <message>
        <source>cash less change is the total</source>
        <translation>实收减找零等于合计</translation>
    </message>
    <message>
        <source>the tax number is a possible one</source>
        <translation>税号校验相符</translation>
    </message>
    <message>
        <source>The book has this very file: {which}.</source>
        <translation>账本中已有这个文件：{which}。</translation>
    </message>
    <message>
        <source>The book has this invoice: {which}.</source>
        <translation>账本中已有这张发票：{which}。</translation>
    </message>
    <message>
        <source>The book has this number of this seller: {which}.</source>
        <translation>账本中已有该销售方的这个号码：{which}。</translation>
    </message>
    <message>
        <source>The book has a document of this number and sum: {which}.</source>
        <translation>账本中已有号码和金额相同的票据：{which}。</translation>
    </message>
    <message>
        <source>It looks like another one, of about that day and the same sum: {which}.</source>
        <translation>与另一张日期相近、金额相同的票据相似：{which}。</translation>
    </message>
    <message>
        <source>It may be paid already: {which}.</source>
        <translation>可能已经付过款：{which}。</translation>
    </message>
    <message>
        <source>It is in the books already: {which}.</source>
        <translation>已经入账：{which}。</translation>
    </message>
    <message>
        <source>A list of invoices says that it was cancelled: {which}.</source>
        <translation>发票清单中这张发票已作废：{which}。</translation>
    </message>
    <message>
        <source>But the sums differ: look at both.</source>
        <translation>但金额不同，请两张都看一下。</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Drop bills, invoices and receipts here</source>
        <translation>把账单、发票和收据拖到这里</translation>
    </message>
    <message>
        <source>PDF files, e-invoices (XML, OFD), scans and photos; a picture can also be pasted (Ctrl+V). They are read on this computer and kept in the encrypted book; you check each before anything is booked.</source>
        <translation>PDF、电子发票（XML、OFD）、扫描件和照片均可，也可以粘贴图片（Ctrl+V）。全部在本机识别，并保存在加密的账本中；每一张经您核对后才入账。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Which documents</source>
        <translation>哪些票据</translation>
    </message>
    <message>
        <source>Search the words of all documents</source>
        <translation>在所有票据的文字中查找</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>票据</translation>
    </message>
    <message>
        <source>No document here has these words.</source>
        <translation>这里没有含有这些文字的票据。</translation>
    </message>
    <message>
        <source>Nothing waits to be checked.</source>
        <translation>没有待核对的票据。</translation>
    </message>
    <message>
        <source>No document was booked yet.</source>
        <translation>还没有已入账的票据。</translation>
    </message>
    <message>
        <source>Nothing was put aside.</source>
        <translation>没有搁置的票据。</translation>
    </message>
    <message>
        <source>Choose bills, invoices and receipts</source>
        <translation>选择账单、发票和收据</translation>
    </message>
    <message>
        <source>Documents (*.pdf *.xml *.ofd *.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)</source>
        <translation>票据 (*.pdf *.xml *.ofd *.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在识别 {name}</translation>
    </message>
    <message>
        <source>Reading {name} ({at} of {count})</source>
        <translation>正在识别 {name}（第 {at} 个，共 {count} 个）</translation>
    </message>
    <message>
        <source>{name} is in the book already.</source>
        <translation>账本中已有 {name}。</translation>
    </message>
    <message>
        <source>Stopped. What was read so far is in the list.</source>
        <translation>已停止。已识别的票据在列表中。</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>A password opens {file}</source>
        <translation>{file} 需要密码</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>文件密码</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>That password does not open the file.</source>
        <translation>这个密码打不开该文件。</translation>
    </message>
    <message>
        <source>It came with the message that announced the file. It is used now and kept nowhere.</source>
        <translation>密码在发送账单的消息里。只在这次使用，不会保存。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>暂不打开</translation>
    </message>
</context>
<context>
    <name>PeriodPicker</name>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>季度</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Year so far</source>
        <translation>年初至今</translation>
    </message>
    <message>
        <source>Length of the period</source>
        <translation>期间长度</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>上期</translation>
    </message>
    <message>
        <source>Period after</source>
        <translation>下期</translation>
    </message>
</context>
<context>
    <name>Pick</name>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>File name:</source>
        <translation>文件名：</translation>
    </message>
    <message>
        <source>Kinds of files:</source>
        <translation>文件类型：</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>This image cannot be shown. Save a copy to look at it.</source>
        <translation>无法显示此图片。请保存副本后查看。</translation>
    </message>
    <message>
        <source>Image {name}</source>
        <translation>图片 {name}</translation>
    </message>
</context>
<context>
    <name>PlanTable</name>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>利润</translation>
    </message>
    <message>
        <source>New profit</source>
        <translation>变动后利润</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>资金</translation>
    </message>
    <message>
        <source>New cash</source>
        <translation>变动后资金</translation>
    </message>
</context>
<context>
    <name>PostingsTable</name>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Debit</source>
        <translation>借方</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>贷方</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Page {number} of {pages}</source>
        <translation>第 {number} 页，共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>Quick</name>
    <message>
        <source>Sale</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>进货</translation>
    </message>
    <message>
        <source>Expense</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Owner took</source>
        <translation>业主提款</translation>
    </message>
    <message>
        <source>Customer paid</source>
        <translation>客户付款</translation>
    </message>
    <message>
        <source>Supplier paid</source>
        <translation>付供应商</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>付款账户</translation>
    </message>
    <message>
        <source>Paid into</source>
        <translation>收款账户</translation>
    </message>
    <message>
        <source>Customer (if you like)</source>
        <translation>客户（可不填）</translation>
    </message>
    <message>
        <source>Sold as</source>
        <translation>收入科目</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Bought as</source>
        <translation>进货科目</translation>
    </message>
    <message>
        <source>Who was paid</source>
        <translation>付给谁</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>To</source>
        <translation>转入</translation>
    </message>
    <message>
        <source>From</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Note (if you like)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Booked as</source>
        <translation>记入科目</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>从哪里取</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Was owed as</source>
        <translation>欠款科目</translation>
    </message>
    <message>
        <source>{amount} leaves {money} for {account}.</source>
        <translation>从“{money}”付出 {amount}，用于“{account}”。</translation>
    </message>
    <message>
        <source>{amount} comes into {money} as {account}.</source>
        <translation>“{money}”收入 {amount}，记为“{account}”。</translation>
    </message>
    <message>
        <source>{amount} moves from {money} to {account}.</source>
        <translation>{amount} 从“{money}”转到“{account}”。</translation>
    </message>
    <message>
        <source>{amount} leaves {money} for the owner. It is no cost of the shop.</source>
        <translation>业主从“{money}”取走 {amount}，这不是店铺的费用。</translation>
    </message>
    <message>
        <source>{amount} comes into {money}. Customers owe the shop that much less.</source>
        <translation>“{money}”收入 {amount}，客户欠店铺的钱减少同样多。</translation>
    </message>
    <message>
        <source>{amount} leaves {money}. The shop owes its suppliers that much less.</source>
        <translation>从“{money}”付出 {amount}，店铺欠供应商的钱减少同样多。</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Every two weeks</source>
        <translation>每两周</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>Every three months</source>
        <translation>每三个月</translation>
    </message>
    <message>
        <source>Every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>It repeats from its first day on; nothing is posted yet.</source>
        <translation>将从第一天起重复；现在还没有入账。</translation>
    </message>
    <message>
        <source>Entry {number} was posted and repeats from now on.</source>
        <translation>第 {number} 号分录已过账，今后会重复。</translation>
    </message>
    <message>
        <source>Entry {number} repeats from now on.</source>
        <translation>第 {number} 号分录今后会重复。</translation>
    </message>
</context>
<context>
    <name>QuickForm</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Repeats…</source>
        <translation>重复…</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>Booked on {day}.</source>
        <translation>记账日期：{day}。</translation>
    </message>
    <message>
        <source>The amount cannot be read. Write it like {sample}, or 12+8.5.</source>
        <translation>金额无法识别。请写成 {sample} 或 12+8.5 这样。</translation>
    </message>
    <message>
        <source>Write the amount without a sign.</source>
        <translation>金额不要带正负号。</translation>
    </message>
    <message>
        <source>No account is called “{text}”.</source>
        <translation>没有名为“{text}”的科目。</translation>
    </message>
    <message>
        <source>Choose two different accounts.</source>
        <translation>请选择两个不同的账户。</translation>
    </message>
    <message>
        <source>Type the amount; it may be a sum: 12+8.5. Enter posts.</source>
        <translation>请输入金额，也可以是算式：12+8.5。按 Enter 入账。</translation>
    </message>
    <message>
        <source>Choose an account at “{label}”.</source>
        <translation>请在“{label}”处选择。</translation>
    </message>
    <message>
        <source>Entry {number} was posted.</source>
        <translation>第 {number} 号分录已过账。</translation>
    </message>
</context>
<context>
    <name>Reconcile</name>
    <message>
        <source>Reconcile</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>What makes the difference</source>
        <translation>差额的构成</translation>
    </message>
    <message>
        <source>Lines of the account</source>
        <translation>科目明细</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有未核对的分录</translation>
    </message>
    <message>
        <source>Every entry of the account up to this day is on a statement.</source>
        <translation>截至该日，此科目的分录都在对账单上。</translation>
    </message>
    <message>
        <source>Back to the books</source>
        <translation>返回账簿</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Day of the balance</source>
        <translation>余额日期</translation>
    </message>
    <message>
        <source>Balance on that day</source>
        <translation>当日余额</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Entries to show</source>
        <translation>要显示的分录</translation>
    </message>
    <message>
        <source>Entries that no statement tells</source>
        <translation>对账单上没有的分录</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>全部分录</translation>
    </message>
    <message>
        <source>A balance I type…</source>
        <translation>自行输入余额…</translation>
    </message>
    <message>
        <source>No statement of this account was imported. Type a day and the balance that is printed for it.</source>
        <translation>还没有导入过此科目的对账单。请输入日期和当日显示的余额。</translation>
    </message>
    <message>
        <source>Book {book}</source>
        <translation>账面 {book}</translation>
    </message>
    <message>
        <source>This statement prints no balance. Type one to reconcile with.</source>
        <translation>这份对账单没有印出余额。请自行输入余额来核对。</translation>
    </message>
    <message>
        <source>Statement {printed} · Book {book} · Difference {difference}</source>
        <translation>对账单 {printed} · 账面 {book} · 差额 {difference}</translation>
    </message>
    <message>
        <source>Not explained: {rest}</source>
        <translation>未说明：{rest}</translation>
    </message>
    <message>
        <source>The difference is explained by what is listed.</source>
        <translation>下列各项说明了全部差额。</translation>
    </message>
    <message>
        <source>The balances agree, by what is listed.</source>
        <translation>余额一致，但有下列各项相抵。</translation>
    </message>
    <message>
        <source>Statement and book agree.</source>
        <translation>对账单与账面一致。</translation>
    </message>
</context>
<context>
    <name>ReconcileTable</name>
    <message>
        <source>Tick</source>
        <translation>勾对</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation>对方与摘要</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>Recover</name>
    <message>
        <source>Open the book</source>
        <translation>打开账本</translation>
    </message>
    <message>
        <source>The code was shown when the book was made: eight groups of six digits.</source>
        <translation>建立账本时显示过恢复码：八组，每组六位数字。</translation>
    </message>
    <message>
        <source>Open with the recovery code</source>
        <translation>用恢复码打开</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>RecoveryCode</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Go on without it. Today makes a new code when you ask.</source>
        <translation>先不保存，继续使用。以后可在“今日”中生成新的恢复码。</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>我已保存好</translation>
    </message>
    <message>
        <source>If the passphrase is ever lost, this code opens the book. It is shown only now. Print it or write it down, and keep it away from this computer.</source>
        <translation>万一忘记密码，此码可以打开账本。它只显示这一次。请打印或抄写，并与这台电脑分开存放。</translation>
    </message>
    <message>
        <source>Your recovery code</source>
        <translation>您的恢复码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>To go on, type the group number {number} of the code:</source>
        <translation>请输入恢复码的第 {number} 组，以继续：</translation>
    </message>
    <message>
        <source>Copied. The clipboard is emptied when you leave this page.</source>
        <translation>已复制。离开此页时会清空剪贴板。</translation>
    </message>
</context>
<context>
    <name>RegisterFilter</name>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>From day to day…</source>
        <translation>指定日期…</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Needs review</source>
        <translation>待归类</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>已冲销</translation>
    </message>
    <message>
        <source>Sales paid at once</source>
        <translation>当场收款的销售</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>收入和支出</translation>
    </message>
    <message>
        <source>Money in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Amount from</source>
        <translation>金额起</translation>
    </message>
    <message>
        <source>Amount to</source>
        <translation>金额至</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>自 {day} 起</translation>
    </message>
    <message>
        <source>to {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>at least {amount}</source>
        <translation>不少于 {amount}</translation>
    </message>
    <message>
        <source>at most {amount}</source>
        <translation>不多于 {amount}</translation>
    </message>
</context>
<context>
    <name>RegisterPane</name>
    <message>
        <source>Search entries</source>
        <translation>搜索分录</translation>
    </message>
    <message>
        <source>Search payee, text, amount or date (Ctrl+F)</source>
        <translation>搜索对方、摘要、金额或日期 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Every word must be found. Amounts: 12.50. Days: 4 Nov 2026, 2026-11. (Ctrl+F)</source>
        <translation>每个词都要找到。金额如 12.50；日期如 2026-11-04、2026-11、11月4日。(Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>分录</translation>
    </message>
    <message>
        <source>Search all entries</source>
        <translation>搜索全部分录</translation>
    </message>
    <message>
        <source>Filter: {filter}</source>
        <translation>筛选：{filter}</translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation>还没有分录</translation>
    </message>
    <message>
        <source>Import a statement of your bank or wallet (Ctrl+I), or write the first entry (Ctrl+N).</source>
        <translation>导入银行或钱包的流水（Ctrl+I），或记下第一笔（Ctrl+N）。</translation>
    </message>
    <message>
        <source>Nothing found: {asked}</source>
        <translation>没有找到：{asked}</translation>
    </message>
    <message>
        <source>Every word typed must be found in the entry.</source>
        <translation>输入的每个词都要在分录中找到。</translation>
    </message>
    <message>
        <source>Only entries of {account} were searched.</source>
        <translation>只搜索了“{account}”的分录。</translation>
    </message>
    <message>
        <source>Escape in the search field clears it.</source>
        <translation>在搜索框按 Esc 可清空。</translation>
    </message>
    <message>
        <source>“Clear” above takes the filter away.</source>
        <translation>点击上方的“清除”可取消筛选。</translation>
    </message>
</context>
<context>
    <name>Repeats</name>
    <message>
        <source>Repeated entries posted: {count}.</source>
        <translation>已入账的重复分录：{count}。</translation>
    </message>
</context>
<context>
    <name>RepeatsCard</name>
    <message>
        <source>Repeats</source>
        <translation>定期分录</translation>
    </message>
    <message>
        <source>Due: {count}</source>
        <translation>到期：{count}</translation>
    </message>
    <message>
        <source>In the next {days} days: {count}</source>
        <translation>今后 {days} 天内：{count}</translation>
    </message>
</context>
<context>
    <name>RepeatsTable</name>
    <message>
        <source>Period locked</source>
        <translation>期间已锁定</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>从 → 到</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Posts by itself</source>
        <translation>自动入账</translation>
    </message>
    <message>
        <source>Asks first</source>
        <translation>先询问</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>下一天</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>频率</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Payments that wait under Import and are in no income or expense yet: {count}.</source>
        <translation>还有 {count} 笔款项在“导入”中等待归类，尚未计入收入或支出。</translation>
    </message>
    <message>
        <source>Pairs to decide under Import, which may be booked twice: {count}.</source>
        <translation>“导入”中还有 {count} 对待决定，可能重复入账。</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>Income statement</source>
        <translation>利润表</translation>
    </message>
    <message>
        <source>Balance sheet</source>
        <translation>资产负债表</translation>
    </message>
    <message>
        <source>Cash flow</source>
        <translation>现金流量表</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Enter or a double click on a figure shows the entries it is made of.</source>
        <translation>按回车或双击一个数字，即可看到它由哪些分录组成。</translation>
    </message>
    <message>
        <source>Trial balance</source>
        <translation>试算平衡表</translation>
    </message>
    <message>
        <source>Language of the PDF</source>
        <translation>PDF 的语言</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print this statement (Ctrl+P)</source>
        <translation>打印这张报表（Ctrl+P）</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>保存 PDF…</translation>
    </message>
    <message>
        <source>Save the report of the month (Ctrl+S)</source>
        <translation>保存本月报告（Ctrl+S）</translation>
    </message>
    <message>
        <source>Nothing happened in this period</source>
        <translation>这一期间没有发生业务</translation>
    </message>
    <message>
        <source>There are no entries yet. Go to another period (Page Up), or import a statement of your bank or wallet (Ctrl+I).</source>
        <translation>还没有分录。请换一个期间（PgUp），或导入银行、钱包的账单（Ctrl+I）。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Beside the month before</source>
        <translation>与上月对比</translation>
    </message>
    <message>
        <source>Beside the period before</source>
        <translation>与上期对比</translation>
    </message>
    <message>
        <source>Beside the year before</source>
        <translation>与上年同期对比</translation>
    </message>
    <message>
        <source>No comparison</source>
        <translation>不对比</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>上期</translation>
    </message>
    <message>
        <source>Year before</source>
        <translation>上年同期</translation>
    </message>
    <message>
        <source>{period} · all amounts in {currency}</source>
        <translation>{period} · 金额单位：{currency}</translation>
    </message>
    <message>
        <source>Printed {day}</source>
        <translation>打印于 {day}</translation>
    </message>
    <message>
        <source>Save the report of {month}</source>
        <translation>保存 {month}的报告</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>The report lies in {folder}: {name}</source>
        <translation>报告已存于 {folder}：{name}</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>None chosen</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The backup becomes a new book beside your others; none of them is touched.</source>
        <translation>备份会成为一本新账本，不影响您其他的账本。</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>备份文件</translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation>文件夹名称</translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation>备份的密码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>选择备份</translation>
    </message>
    <message>
        <source>Backups (*.cfobackup);;All files (*)</source>
        <translation>备份 (*.cfobackup);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>Needs review</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Files to look at</source>
        <translation>待查看的文件</translation>
    </message>
    <message>
        <source>Payments to sort</source>
        <translation>待归类款项</translation>
    </message>
    <message>
        <source>Likely pairs to decide</source>
        <translation>待确认的配对</translation>
    </message>
    <message>
        <source>Guesses to confirm</source>
        <translation>待确认的自动归类</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>没有待处理的事项。</translation>
    </message>
    <message>
        <source>the last one failed</source>
        <translation>上次备份失败</translation>
    </message>
    <message>
        <source>none made yet</source>
        <translation>尚未备份</translation>
    </message>
    <message>
        <source>none since {day}</source>
        <translation>自{day}起未备份</translation>
    </message>
</context>
<context>
    <name>ReviewTable</name>
    <message>
        <source>Account for this row</source>
        <translation>此行的科目</translation>
    </message>
    <message>
        <source>By a rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Known word</source>
        <translation>常见商户</translation>
    </message>
    <message>
        <source>{sure} · {count} times before</source>
        <translation>{sure} · 以前 {count} 次</translation>
    </message>
    <message>
        <source>{account}?</source>
        <translation>{account}？</translation>
    </message>
    <message>
        <source>Choose an account…</source>
        <translation>选择科目…</translation>
    </message>
    <message>
        <source>Money in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>RuleTable</name>
    <message>
        <source>text contains “{text}”</source>
        <translation>文字含“{text}”</translation>
    </message>
    <message>
        <source>text is like “{text}”</source>
        <translation>文字形如“{text}”</translation>
    </message>
    <message>
        <source>payee is “{text}”</source>
        <translation>对方是“{text}”</translation>
    </message>
    <message>
        <source>money in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>from {amount}</source>
        <translation>{amount} 起</translation>
    </message>
    <message>
        <source>up to {amount}</source>
        <translation>不超过 {amount}</translation>
    </message>
    <message>
        <source>on {account}</source>
        <translation>在 {account}</translation>
    </message>
    <message>
        <source>Rule {number} takes all of it</source>
        <translation>已被规则 {number} 包含</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>归入</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Would be sorted</source>
        <translation>会被归类</translation>
    </message>
    <message>
        <source>Stays on {account}</source>
        <translation>仍在 {account}</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>What the rule does</source>
        <translation>规则的作用</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Sort what waits</source>
        <translation>归类待处理款项</translation>
    </message>
    <message>
        <source>No rules yet</source>
        <translation>还没有规则</translation>
    </message>
    <message>
        <source>A rule sorts payments of the same kind whenever they come.</source>
        <translation>规则会在款项到来时自动归类同类款项。</translation>
    </message>
    <message>
        <source>Text contains</source>
        <translation>文字含</translation>
    </message>
    <message>
        <source>Text is like (* for anything)</source>
        <translation>文字形如（* 代表任意）</translation>
    </message>
    <message>
        <source>Payee is</source>
        <translation>对方是</translation>
    </message>
    <message>
        <source>Amount from</source>
        <translation>金额起</translation>
    </message>
    <message>
        <source>Amount up to</source>
        <translation>金额止</translation>
    </message>
    <message>
        <source>Money in or out</source>
        <translation>收入或支出</translation>
    </message>
    <message>
        <source>Money in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>On account</source>
        <translation>所在账户</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>归入</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Add the rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>What the rule would do</source>
        <translation>规则的效果</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新规则</translation>
    </message>
    <message>
        <source>It would sort {sorts} payments that wait. {differs} are sorted otherwise and stay as they are.</source>
        <translation>将归类 {sorts} 笔待处理款项；另有 {differs} 笔已归入其他科目，不会改动。</translation>
    </message>
    <message>
        <source>The rule is kept for the next imports.</source>
        <translation>规则已保存，今后导入时使用。</translation>
    </message>
    <message>
        <source>Payments categorised: {count}.</source>
        <translation>已归类：{count} 笔。</translation>
    </message>
    <message>
        <source>Open the rules</source>
        <translation>打开规则</translation>
    </message>
    <message>
        <source>A rule says where payments belong, such as all from one supplier. Rules are made, tried and changed under Import, beside the payments they sort.</source>
        <translation>规则说明款项归入哪个科目，例如某一供应商的全部款项。规则在“导入”中建立、试用和修改，就在它们所归类的款项旁边。</translation>
    </message>
</context>
<context>
    <name>SchedulesPage</name>
    <message>
        <source>Entries that repeat</source>
        <translation>重复分录</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Post by itself</source>
        <translation>自动入账</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Nothing repeats yet</source>
        <translation>还没有重复分录</translation>
    </message>
    <message>
        <source>Type an entry and press “Repeats…”: rent, wages, a monthly fee.</source>
        <translation>录入一笔后按“重复…”：房租、工资、每月的费用。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation>先询问</translation>
    </message>
    <message>
        <source>It goes on; the days that passed in between are due.</source>
        <translation>继续重复；暂停期间的日期现在到期。</translation>
    </message>
    <message>
        <source>Paused: nothing of it is due until it goes on.</source>
        <translation>已暂停：继续之前不会到期。</translation>
    </message>
    <message>
        <source>You are asked when it is due.</source>
        <translation>到期时会先问您。</translation>
    </message>
    <message>
        <source>It posts by itself when the book is opened.</source>
        <translation>打开账本时会自动入账。</translation>
    </message>
    <message>
        <source>It repeats no more.</source>
        <translation>不再重复。</translation>
    </message>
    <message>
        <source>Let “{text}” repeat no more?</source>
        <translation>不再重复“{text}”吗？</translation>
    </message>
    <message>
        <source>What it posted stays in the books.</source>
        <translation>已入账的分录会保留。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>SecurityPage</name>
    <message>
        <source>Change passphrase</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>My passphrase leaked…</source>
        <translation>密码泄露了…</translation>
    </message>
    <message>
        <source>Encrypts the whole book anew; fill in the fields above first.</source>
        <translation>将整本账重新加密；请先填写上面各栏。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Current passphrase</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>New recovery code…</source>
        <translation>新的恢复码…</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>It opens the book where the passphrase is forgotten. Keep it on paper, away from this computer. A new one makes the old one worthless.</source>
        <translation>忘记密码时，用它可以打开账本。请写在纸上，不要放在这台电脑旁。换了新的，旧的即作废。</translation>
    </message>
    <message>
        <source>Hide all amounts (Ctrl+Shift+H)</source>
        <translation>隐藏所有金额（Ctrl+Shift+H）</translation>
    </message>
    <message>
        <source>While others look</source>
        <translation>旁人在场时</translation>
    </message>
    <message>
        <source>Lock after minutes without a key or click</source>
        <translation>无操作多少分钟后锁定</translation>
    </message>
    <message>
        <source>Hidden amounts show as dots everywhere in the window. Reports and exports that you save hold them all the same.</source>
        <translation>隐藏后，窗口各处的金额都显示为圆点。您保存的报告和导出文件仍含有金额。</translation>
    </message>
    <message>
        <source>The book has a new passphrase. Backups made before keep the old one.</source>
        <translation>账本已换新密码。以前的备份仍用旧密码。</translation>
    </message>
    <message>
        <source>Encrypt the whole book anew?</source>
        <translation>要将整本账重新加密吗？</translation>
    </message>
    <message>
        <source>Choose this where somebody may know the old passphrase or recovery code and has had a copy of the book. You get a new recovery code. Backups made before still open with the old passphrase: remove them, or keep them safe.</source>
        <translation>如果有人可能知道旧密码或旧恢复码，并拿到过账本的副本，请选择此项。您会得到新的恢复码。以前的备份仍可用旧密码打开：请删除，或妥善保管。</translation>
    </message>
    <message>
        <source>Encrypt anew</source>
        <translation>重新加密</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>There is nothing to take back.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，没有改动任何内容。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>设置的各部分</translation>
    </message>
</context>
<context>
    <name>ShopCard</name>
    <message>
        <source>Save the details</source>
        <translation>保存资料</translation>
    </message>
    <message>
        <source>The shop on paper</source>
        <translation>单据上的店铺资料</translation>
    </message>
    <message>
        <source>Name on invoices</source>
        <translation>单据上的名称</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Where customers pay</source>
        <translation>收款账户</translation>
    </message>
    <message>
        <source>Printed on the quotes and invoices that you write. A bill to this name or tax number is known to be yours to pay.</source>
        <translation>印在您开出的报价单和账单上。抬头或税号与此相符的票据，即认作应由本店付款。</translation>
    </message>
    <message>
        <source>The details are kept. What was issued stays as it is.</source>
        <translation>资料已保存。已开出的单据不变。</translation>
    </message>
</context>
<context>
    <name>SortingPage</name>
    <message>
        <source>Uncategorised money</source>
        <translation>未归类款项</translation>
    </message>
    <message>
        <source>Take the proposals</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>Categorise</source>
        <translation>归类</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有待处理的款项</translation>
    </message>
    <message>
        <source>Every payment in the books has its account. New ones come by import.</source>
        <translation>账上每笔款项都已归入科目。新的款项来自导入。</translation>
    </message>
    <message>
        <source>Categorise ({count})</source>
        <translation>归类（{count}）</translation>
    </message>
    <message>
        <source>Take the proposals ({count})</source>
        <translation>采用建议（{count}）</translation>
    </message>
    <message>
        <source>Payments that wait: {count}. Choose an account in a row by Enter or a click.</source>
        <translation>待处理款项：{count} 笔。按回车或点击，为每行选择科目。</translation>
    </message>
    <message>
        <source>Payments that wait: {count}, the oldest {rows} of them here. Choose an account in a row by Enter or a click.</source>
        <translation>待处理款项：{count} 笔，此处列出最早的 {rows} 笔。按回车或点击，为每行选择科目。</translation>
    </message>
    <message>
        <source>Payments categorised: {count}.</source>
        <translation>已归类：{count} 笔。</translation>
    </message>
    <message>
        <source>The rule is kept. It sorted {count} more payments that waited.</source>
        <translation>规则已保存，并归类了另外 {count} 笔待处理款项。</translation>
    </message>
    <message>
        <source>The rule is kept for the next imports.</source>
        <translation>规则已保存，今后导入时使用。</translation>
    </message>
</context>
<context>
    <name>SourcesTable</name>
    <message>
        <source>In the books</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Payee and text</source>
        <translation>对方与摘要</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>分录</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>SplitLines</name>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The money waits to be sorted: say what it was for.</source>
        <translation>这笔款项待归类：请说明用途。</translation>
    </message>
    <message>
        <source>This corrects how the money was sorted. A new entry says so; what was posted before stays in the books with it.</source>
        <translation>这会更正款项的归类：由一笔新分录记录，此前过账的内容一并留在账上。</translation>
    </message>
    <message>
        <source>No account is called “{text}”.</source>
        <translation>没有名为“{text}”的科目。</translation>
    </message>
    <message>
        <source>An amount cannot be read. Write it like {sample}.</source>
        <translation>有一个金额无法识别，请写成 {sample} 这样。</translation>
    </message>
    <message>
        <source>{amount} too much.</source>
        <translation>超出 {amount}。</translation>
    </message>
    <message>
        <source>{amount} is left; a line without an amount takes it.</source>
        <translation>还剩 {amount}，归入未填金额的那一行。</translation>
    </message>
    <message>
        <source>The lines add up.</source>
        <translation>各行合计相符。</translation>
    </message>
    <message>
        <source>Remove line</source>
        <translation>删除此行</translation>
    </message>
</context>
<context>
    <name>StatementTable</name>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>same</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Debit</source>
        <translation>借方</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>贷方</translation>
    </message>
</context>
<context>
    <name>StatementView</name>
    <message>
        <source>Rows of the statement</source>
        <translation>账单的各行</translation>
    </message>
    <message>
        <source>Show the entry</source>
        <translation>显示分录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{days} · {count} rows, as the file tells them</source>
        <translation>{days} · 共 {count} 行，按文件原样</translation>
    </message>
</context>
<context>
    <name>TakingsCard</name>
    <message>
        <source>Takings</source>
        <translation>营业收款</translation>
    </message>
    <message>
        <source>nothing to compare with yet</source>
        <translation>暂无可比数据</translation>
    </message>
    <message>
        <source>{days}: not in the books</source>
        <translation>{days}：账簿中没有</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>same weekday 4 weeks ago</source>
        <translation>4 周前同一天</translation>
    </message>
    <message>
        <source>same weekday 52 weeks ago</source>
        <translation>52 周前同一天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>same days 4 weeks ago</source>
        <translation>4 周前同期</translation>
    </message>
    <message>
        <source>same days 52 weeks ago</source>
        <translation>52 周前同期</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>same days last month</source>
        <translation>上月同期</translation>
    </message>
    <message>
        <source>same days last year</source>
        <translation>去年同期</translation>
    </message>
</context>
<context>
    <name>TaxFields</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Reckon no tax</source>
        <translation>不再计税</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>一个月</translation>
    </message>
    <message>
        <source>a quarter</source>
        <translation>一季度</translation>
    </message>
    <message>
        <source>Prices contain the tax</source>
        <translation>价格含税</translation>
    </message>
    <message>
        <source>It comes on top</source>
        <translation>价外另加</translation>
    </message>
    <message>
        <source>Kind of tax</source>
        <translation>税的种类</translation>
    </message>
    <message>
        <source>Rate in per cent</source>
        <translation>税率（%）</translation>
    </message>
    <message>
        <source>it corrects today&apos;s rate</source>
        <translation>更正现行税率</translation>
    </message>
    <message>
        <source>it is new from {month} on</source>
        <translation>从{month}起用新税率</translation>
    </message>
    <message>
        <source>If you change the rate</source>
        <translation>改了税率时</translation>
    </message>
    <message>
        <source>One return covers</source>
        <translation>申报期</translation>
    </message>
    <message>
        <source>Due day of the month after</source>
        <translation>次月到期日</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Deducted for purchases, per cent</source>
        <translation>进货可抵扣（%）</translation>
    </message>
    <message>
        <source>Money is put aside on</source>
        <translation>税款预留在</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>不指定账户</translation>
    </message>
    <message>
        <source>Checked on {day}: {source}</source>
        <translation>核对日期 {day}：{source}</translation>
    </message>
</context>
<context>
    <name>TaxTab</name>
    <message>
        <source>Periods</source>
        <translation>申报期</translation>
    </message>
    <message>
        <source>No tax is reckoned yet</source>
        <translation>还没有计税</translation>
    </message>
    <message>
        <source>Choose at the left how your tax on sales works, look at the rate and the due day, and press Keep. Ask your tax office where you are not sure.</source>
        <translation>在左边选择您的税怎么算，核对税率和到期日，然后按“保存”。拿不准时请咨询税务机关。</translation>
    </message>
    <message>
        <source>Periods before {day} are taken to be settled.</source>
        <translation>{day} 之前的申报期视为已结清。</translation>
    </message>
    <message>
        <source>No account is named for putting the tax aside: choose one at the left, such as savings.</source>
        <translation>还没有指定预留税款的账户：请在左边选择，比如储蓄账户。</translation>
    </message>
    <message>
        <source>Kept; the tax follows it.</source>
        <translation>已保存，税额随之更新。</translation>
    </message>
    <message>
        <source>No tax is reckoned any more.</source>
        <translation>已不再计税。</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Ask about your shop</source>
        <translation>问问店里的事</translation>
    </message>
    <message>
        <source>Ask about your shop…</source>
        <translation>问问店里的事…</translation>
    </message>
    <message>
        <source>Ask about your shop (Ctrl+J)</source>
        <translation>问问店里的事 (Ctrl+J)</translation>
    </message>
    <message>
        <source>Nothing is booked yet. Import a statement, or answer the first steps.</source>
        <translation>还没有记账。请导入账单，或完成起步步骤。</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>值得关注</translation>
    </message>
    <message>
        <source>Days ahead</source>
        <translation>未来各天</translation>
    </message>
    <message>
        <source>Looking ahead…</source>
        <translation>正在推算……</translation>
    </message>
    <message>
        <source>Could not be worked out</source>
        <translation>无法推算</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Entry {number} was taken back by entry {reversal}; both stay in the books.</source>
        <translation>第 {number} 号分录已由第 {reversal} 号分录冲销，两笔都保留在账上。</translation>
    </message>
    <message>
        <source>Taken back: {count} entries, each by its reversal; all stay in the books.</source>
        <translation>已撤回 {count} 笔分录，各由一笔冲销分录冲销，全部保留在账上。</translation>
    </message>
    <message>
        <source>What was taken back stays taken back. Enter it again where it was right.</source>
        <translation>撤回的不能再恢复。如果原来是对的，请重新录入。</translation>
    </message>
    <message>
        <source>Payments that wait for their account again: {count}. Nothing is lost.</source>
        <translation>重新等待归类的款项：{count}。什么都没有丢失。</translation>
    </message>
    <message>
        <source>The import is taken back: {count} entries were reversed and stay in the books.</source>
        <translation>已撤回这次导入：{count} 笔分录已冲销，并保留在账上。</translation>
    </message>
    <message>
        <source>The decision is taken back.</source>
        <translation>决定已撤销。</translation>
    </message>
    <message>
        <source>It repeats no more.</source>
        <translation>不再重复。</translation>
    </message>
    <message>
        <source>It repeats no more, and entry {number} was taken back by entry {reversal}; both stay in the books.</source>
        <translation>不再重复，第 {number} 号分录已由第 {reversal} 号分录冲销，两笔都保留在账上。</translation>
    </message>
</context>
<context>
    <name>Unlock</name>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Another book</source>
        <translation>其他账本</translation>
    </message>
    <message>
        <source>Passphrase forgotten</source>
        <translation>忘记密码</translation>
    </message>
</context>
<context>
    <name>WaitingFiles</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Still arriving</source>
        <translation>仍在写入</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>WatchedFolder</name>
    <message>
        <source>Watch a folder…</source>
        <translation>监视文件夹…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>New files in the watched folder</source>
        <translation>所监视文件夹中的新文件</translation>
    </message>
    <message>
        <source>Preview all</source>
        <translation>全部预览</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>The chosen files stay where they are and are not listed again</source>
        <translation>所选文件原样保留，不再列出</translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation>选择要监视的文件夹</translation>
    </message>
    <message>
        <source>Not listed any more. “Choose files…” still finds every file of the folder.</source>
        <translation>不再列出。仍可通过“选择文件…”找到该文件夹中的所有文件。</translation>
    </message>
    <message>
        <source>Preview all ({count})</source>
        <translation>全部预览 ({count})</translation>
    </message>
    <message>
        <source>New statements in a folder of your choice, such as Downloads, can be listed here. Files are only read, on this computer; nothing is moved, deleted or imported by itself.</source>
        <translation>可以在这里列出某个文件夹（例如“下载”）中的新对账单。文件只在本机读取；不会移动、删除，也不会自动导入。</translation>
    </message>
    <message>
        <source>Looking at {folder}…</source>
        <translation>正在查看 {folder}…</translation>
    </message>
    <message>
        <source>The watched folder {folder} is not there.</source>
        <translation>所监视的文件夹 {folder} 不存在。</translation>
    </message>
    <message>
        <source>The watched folder {folder} may not be read.</source>
        <translation>没有读取所监视文件夹 {folder} 的权限。</translation>
    </message>
    <message>
        <source>The watched folder {folder} cannot be read now.</source>
        <translation>目前无法读取所监视的文件夹 {folder}。</translation>
    </message>
    <message>
        <source>Watched folder: {folder}. Files are only read.</source>
        <translation>监视的文件夹：{folder}。文件只供读取。</translation>
    </message>
    <message>
        <source>No new statements in it.</source>
        <translation>其中没有新的对账单。</translation>
    </message>
    <message>
        <source>{count} older files are not listed.</source>
        <translation>另有 {count} 个较旧的文件未列出。</translation>
    </message>
</context>
<context>
    <name>WeeksTable</name>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Money in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>At its end</source>
        <translation>周末余额</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Books opened before</source>
        <translation>打开过的账本</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>最近的账本</translation>
    </message>
    <message>
        <source>Make a new book…</source>
        <translation>建立新账本…</translation>
    </message>
    <message>
        <source>Open another book…</source>
        <translation>打开其他账本…</translation>
    </message>
    <message>
        <source>Try the demo shop</source>
        <translation>试用演示商店</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Your books are encrypted and stay on this computer. Nothing is sent anywhere.</source>
        <translation>账本已加密，只保存在这台电脑上。不会发送到任何地方。</translation>
    </message>
    <message>
        <source>The private bookkeeping of your shop.</source>
        <translation>您店铺的私人账房。</translation>
    </message>
    <message>
        <source>Choose the folder of a book</source>
        <translation>选择账本所在的文件夹</translation>
    </message>
</context>
<context>
    <name>WhatIfForm</name>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>More or less a month</source>
        <translation>每月增减</translation>
    </message>
    <message>
        <source>Rent ±</source>
        <translation>房租 ±</translation>
    </message>
    <message>
        <source>Wages ±</source>
        <translation>工资 ±</translation>
    </message>
    <message>
        <source>Selling</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Prices ± %</source>
        <translation>价格 ± %</translation>
    </message>
    <message>
        <source>Quantity ± %</source>
        <translation>销量 ± %</translation>
    </message>
    <message>
        <source>One purchase</source>
        <translation>一次购买</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>分几期</translation>
    </message>
    <message>
        <source>A loan</source>
        <translation>一笔贷款</translation>
    </message>
    <message>
        <source>Comes on</source>
        <translation>到账日</translation>
    </message>
    <message>
        <source>% a year</source>
        <translation>年利率 %</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>几个月还清</translation>
    </message>
    <message>
        <source>A customer buys no more</source>
        <translation>失去一位客户</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>A supplier&apos;s prices</source>
        <translation>供应商调价</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>{group}, {field}</source>
        <translation>{group}，{field}</translation>
    </message>
</context>
<context>
    <name>WhatIfPage</name>
    <message>
        <source>as it is</source>
        <translation>照现在这样</translation>
    </message>
    <message>
        <source>with your changes</source>
        <translation>变动之后</translation>
    </message>
    <message>
        <source>Cash by month</source>
        <translation>每月资金</translation>
    </message>
    <message>
        <source>Months to come</source>
        <translation>今后各月</translation>
    </message>
    <message>
        <source>Nothing to go on from yet</source>
        <translation>还没有可以推算的依据</translation>
    </message>
    <message>
        <source>The months to come are told from your own past. Import a statement of your bank or wallet (Ctrl+I), or write down what comes in and goes out. What you type at the left is shown by itself.</source>
        <translation>往后各月按您自己的过去推算。请导入银行或钱包的账单（Ctrl+I），或记下收入和支出。左边填写的变动也可以单独显示。</translation>
    </message>
    <message>
        <source>Only tried out: nothing here is kept or booked. An empty field changes nothing.</source>
        <translation>只是试算：这里的内容不保存，也不记账。留空表示不变。</translation>
    </message>
    <message>
        <source>{field}: {fault}</source>
        <translation>{field}：{fault}</translation>
    </message>
    <message>
        <source>From profit to money: {month}</source>
        <translation>从利润到现金：{month}</translation>
    </message>
    <message>
        <source>From profit to money, with your changes: {month}</source>
        <translation>从利润到现金（按您的变动）：{month}</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>利润</translation>
    </message>
    <message>
        <source>Money more or less</source>
        <translation>现金增减</translation>
    </message>
    <message>
        <source>Wear of things, a cost that no money leaves for</source>
        <translation>折旧（是成本，但不用付钱）</translation>
    </message>
    <message>
        <source>Things bought</source>
        <translation>购置的东西</translation>
    </message>
    <message>
        <source>Loans: borrowed, less what is paid back</source>
        <translation>借款：借入减去归还</translation>
    </message>
    <message>
        <source>What you take out</source>
        <translation>您自己支取</translation>
    </message>
    <message>
        <source>Paid sooner or later than it is earned</source>
        <translation>收付比记账早或晚的部分</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>What you began is not in the book yet. Lock anyway?</source>
        <translation>您未完成的内容尚未入账。仍要锁定吗？</translation>
    </message>
    <message>
        <source>Lock anyway</source>
        <translation>仍然锁定</translation>
    </message>
    <message>
        <source>What you began is not in the book yet. Leave the book anyway?</source>
        <translation>您未完成的内容尚未入账。仍要离开此账簿吗？</translation>
    </message>
    <message>
        <source>Leave anyway</source>
        <translation>仍然离开</translation>
    </message>
    <message>
        <source>You find it under “{room}”. It would be lost.</source>
        <translation>该内容在“{room}”中，继续操作将会丢失。</translation>
    </message>
    <message>
        <source>What you began is not in the book yet. Close anyway?</source>
        <translation>您未完成的内容尚未入账。仍要关闭吗？</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>仍然关闭</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Needs review</source>
        <translation>待归类</translation>
    </message>
    <message>
        <source>Cash and bank</source>
        <translation>货币资金</translation>
    </message>
    <message>
        <source>Owed to us</source>
        <translation>应收款项</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>存货</translation>
    </message>
    <message>
        <source>Other current assets</source>
        <translation>其他流动资产</translation>
    </message>
    <message>
        <source>Fixed assets</source>
        <translation>固定资产</translation>
    </message>
    <message>
        <source>We owe</source>
        <translation>应付款项</translation>
    </message>
    <message>
        <source>Taxes owed</source>
        <translation>应交税费</translation>
    </message>
    <message>
        <source>Other current liabilities</source>
        <translation>其他流动负债</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借款</translation>
    </message>
    <message>
        <source>Capital</source>
        <translation>实收资本</translation>
    </message>
    <message>
        <source>Taken out by the owner</source>
        <translation>业主提取</translation>
    </message>
    <message>
        <source>Retained earnings</source>
        <translation>未分配利润</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售收入</translation>
    </message>
    <message>
        <source>Other income</source>
        <translation>其他收入</translation>
    </message>
    <message>
        <source>Cost of sales</source>
        <translation>销售成本</translation>
    </message>
    <message>
        <source>Operating expenses</source>
        <translation>经营费用</translation>
    </message>
    <message>
        <source>Finance costs</source>
        <translation>财务费用</translation>
    </message>
    <message>
        <source>Income tax</source>
        <translation>所得税</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>已冲销</translation>
    </message>
    <message>
        <source>Reversal</source>
        <translation>冲销分录</translation>
    </message>
    <message>
        <source>Categorised</source>
        <translation>已归类</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>已过账</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>已在账中</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Warning: easy to guess. Whoever gets at the file could open the book. Four or five words are safe.</source>
        <translation>警告：容易被猜到，拿到文件的人可能打开账本。用四五个词才安全。</translation>
    </message>
    <message>
        <source>Fair. One more word would make it good.</source>
        <translation>一般。再加一个词会更好。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>很强</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Total in</source>
        <translation>收入合计</translation>
    </message>
    <message>
        <source>Total out</source>
        <translation>支出合计</translation>
    </message>
    <message>
        <source>Total fees</source>
        <translation>手续费合计</translation>
    </message>
    <message>
        <source>Total net</source>
        <translation>金额合计</translation>
    </message>
    <message>
        <source>Total tax</source>
        <translation>税额合计</translation>
    </message>
    <message>
        <source>Total gross</source>
        <translation>价税合计</translation>
    </message>
    <message>
        <source>Net sales</source>
        <translation>净销售额</translation>
    </message>
    <message>
        <source>Takings by tender</source>
        <translation>各收款方式合计</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>期初余额</translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation>期末余额</translation>
    </message>
    <message>
        <source>Running balance</source>
        <translation>逐笔余额</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Money in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Money out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>收支方向</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>Payee&apos;s account</source>
        <translation>对方账号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>第 {number} 列</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>Each page of the file is genuine</source>
        <translation>文件的每一页都是真实的</translation>
    </message>
    <message>
        <source>The database is sound</source>
        <translation>数据库完好</translation>
    </message>
    <message>
        <source>Nothing refers to what is not there</source>
        <translation>没有指向不存在内容的引用</translation>
    </message>
    <message>
        <source>Each entry is whole</source>
        <translation>每笔分录完整</translation>
    </message>
    <message>
        <source>Each entry balances</source>
        <translation>每笔分录借贷平衡</translation>
    </message>
    <message>
        <source>The kept balances are the sums of the entries</source>
        <translation>保存的余额等于分录之和</translation>
    </message>
    <message>
        <source>What each day moved is the sum of its entries</source>
        <translation>每天的变动是当天分录之和</translation>
    </message>
    <message>
        <source>Debits and credits are equal</source>
        <translation>借贷总额相等</translation>
    </message>
    <message>
        <source>No entry was changed afterwards</source>
        <translation>没有分录被事后改动</translation>
    </message>
    <message>
        <source>The search finds each entry</source>
        <translation>搜索能找到每笔分录</translation>
    </message>
    <message>
        <source>The book is the latest one</source>
        <translation>账本是最新的</translation>
    </message>
    <message>
        <source>The file has its full length</source>
        <translation>文件长度完整</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Rooms</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账簿</translation>
    </message>
    <message>
        <source>Money in/out</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Bills</source>
        <translation>票据</translation>
    </message>
    <message>
        <source>Outlook</source>
        <translation>展望</translation>
    </message>
    <message>
        <source>Advisor</source>
        <translation>财务顾问</translation>
    </message>
    <message>
        <source>{count} to look at</source>
        <translation>{count} 项待查看</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
</context>
<context>
    <name>WrittenLines</name>
    <message>
        <source>What</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Price of one</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Tax %</source>
        <translation>税率 %</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Remove this line</source>
        <translation>删除这一行</translation>
    </message>
</context>
<context>
    <name>WrittenView</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Delete the draft</source>
        <translation>删除草稿</translation>
    </message>
    <message>
        <source>Save the draft</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>正式开出</translation>
    </message>
    <message>
        <source>Show the entry</source>
        <translation>查看分录</translation>
    </message>
    <message>
        <source>Credit note…</source>
        <translation>开退款单…</translation>
    </message>
    <message>
        <source>Make an invoice of it</source>
        <translation>转成账单</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>The prices have the tax in them</source>
        <translation>单价已含税</translation>
    </message>
    <message>
        <source>As it prints</source>
        <translation>打印样式</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Their tax number</source>
        <translation>对方税号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>应付日期</translation>
    </message>
    <message>
        <source>Their order number</source>
        <translation>对方单号</translation>
    </message>
    <message>
        <source>Note on the page</source>
        <translation>备注（印在单据上）</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>报价单</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Credit note</source>
        <translation>退款单</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>{total}, of which tax {tax}</source>
        <translation>{total}，其中税额 {tax}</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>The draft is kept. It has no number and is not booked.</source>
        <translation>草稿已保存，尚未编号，也没有入账。</translation>
    </message>
    <message>
        <source>{number} has its number for good.</source>
        <translation>{number} 已正式编号。</translation>
    </message>
</context>
</TS>
