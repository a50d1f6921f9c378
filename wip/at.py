import json,sys,datetime as dt
from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.domain.asking import Tool
T=dt.date(2026,6,17)
EN="Lily's Cafe, Harbour Hotel, Green Grocer Ltd, Oakwood School, Mr. Chen, City Council, Nordic Foods, Blue Ridge Dairy, Metro Wholesale, PowerGrid, FastPrint, Henderson & Sons, Swift Couriers".split(", ")
ZH="丽丽咖啡馆 海港酒店 阳光幼儿园 王老板 红星超市 城南饭店 蓝岭乳业 华联批发 国家电网 快印图文 张记粮油 顺丰速运".split()
def cap(p,future):
    a,b=p.split("..")
    if not future: b=min(b,str(T))
    return a,b
from collections import Counter
bad=Counter(); n=0; ok=0
for f in sys.argv[1:]:
  P=Parties(EN if "en-" in f else ZH)
  for l in open(f):
    d=json.loads(l); tool=Tool(d["tool"]); w=d["args"]
    p=arguments.parts(d["q"],today=T,parties=P)
    a=arguments.read(p,tool,today=T)
    g={}
    for k in ("period","other"):
        v=getattr(a,k)
        if v: g[k]=f"{v.first}..{v.last}"
    for k in ("measure","kind","party","count"):
        v=getattr(a,k)
        if v: g[k]=v if isinstance(v,int) else str(v)
    if a.horizon: g["horizon"]=str(a.horizon)
    if a.amount is not None: g["amount"]=float(a.amount)
    w=dict(w)
    if "amount" in w: w["amount"]=float(w["amount"])
    if "count" in w: w["count"]=int(w["count"])
    fut=tool in("payables",)
    same=set(g)==set(w) and all((cap(g[k],fut)==cap(w[k],fut)) if k in("period","other") else g[k]==w[k] for k in w)
    n+=1; ok+=same
    if not same:
        for k in set(g)|set(w):
            if g.get(k)!=w.get(k): bad[k]+=1
        print(tool,"|",d["q"],"| want",{k:w[k] for k in w if g.get(k)!=w[k]},"got",{k:g[k] for k in g if g[k]!=w.get(k)})
print(n,ok/n,bad)
