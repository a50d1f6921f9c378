EN="Lily's Cafe, Harbour Hotel, Green Grocer Ltd, Oakwood School, Mr. Chen, City Council, Nordic Foods, Blue Ridge Dairy, Metro Wholesale, PowerGrid, FastPrint, Henderson & Sons, Swift Couriers".split(", ")
ZH="丽丽咖啡馆 海港酒店 阳光幼儿园 王老板 红星超市 城南饭店 蓝岭乳业 华联批发 国家电网 快印图文 张记粮油 顺丰速运".split()
