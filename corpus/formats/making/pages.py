"""Pages of government sites, written for this project, with a letter in each.

In: paragraphs and the gold header of a letter. Out: the page as text, and what it states about the letter outside of it.
Three sites: `portal` (a county's portal of today, with print rules), `column` (tables of the kind built around 2005) and
`case` (a site for proposals, the proposal's own text beside the reply, paragraphs broken by <br>).
"""

from html import escape

from .layout import style_of

# The proposal as its author handed it in: not the body's words, and not in corpus/replies.
PROPOSAL = [
    "案由：关于提升科技资源配置效率的提案",
    "近年来，我省科研仪器数量增长较快，但布局分散，开放时间少，中小企业想用用不上、想租租不起的情况比较普遍。",
    "为此，我们建议：",
    "一、把财政资金购置的大型仪器全部纳入共享平台，实行机时公示；",
    "二、加快培养懂技术、懂市场的经纪人才，提高成交合同的技术含量；",
    "三、引导企业增加研发投入，让青年人才在企业一线成长。",
]

MENU = ["首页", "走进雾岭", "政务公开", "政务服务", "互动交流", "专题专栏"]


def rows(pairs, width=2):
    """Rows of a metadata table, `width` label-value pairs a row."""
    out = []
    for start in range(0, len(pairs), width):
        cells = "".join(f"<th>{k}：</th><td>{escape(v)}</td>" for k, v in pairs[start : start + width])
        out.append(f"<tr>{cells}</tr>")
    return "\n".join(out)


def paragraph(role, text):
    """One paragraph as an editor's tool leaves it."""
    form = {
        "title": "text-align:center;font-size:22pt;font-family:方正小标宋简体,AR PL SungtiL GB",
        "docno": "text-align:center;font-size:16pt",
        "flush": "font-size:16pt",
        "sign": "text-align:right;font-size:16pt;margin-right:4em",
        "head": "text-indent:2em;font-size:16pt;font-family:黑体,AR PL UMing CN",
    }.get(style_of(role), "text-indent:2em;font-size:16pt;font-family:仿宋_GB2312,AR PL SungtiL GB")
    return f'<p style="{form}"><span>{escape(text)}</span></p>'


def portal(letter, header, date, printed=True):
    """A portal of today: UTF-8, navigation, metadata table, share buttons, neighbours, footer."""
    title = header["title"]
    fields = {"title": title, "unit": header["author"], "date": date, "doc": header["docno"]}
    pairs = [
        ("索引号", "115226010146/2020-00317"),
        ("主题分类", "卫生、体育"),
        ("发布机构", header["author"]),
        ("发文日期", date),
        ("名称", title),
        ("文号", header["docno"]),
        ("公开方式", "主动公开"),
        ("有效性", "有效"),
    ]
    hidden = "@media print{.top,.nav,.crumb,.info,.tools,.near,.share,.foot,.side{display:none}}" if printed else ""
    body = "\n".join(paragraph(*pair) for pair in letter)
    menu = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(MENU))
    page = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_雾岭县人民政府</title>
<meta name="SiteName" content="雾岭县人民政府">
<meta name="ColumnName" content="建议提案办理">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{date} 16:20">
<meta name="ContentSource" content="{header['author']}">
<meta name="keywords" content="建议,答复,村级卫生室">
<style>
body{{margin:0;font-size:14px}} .main{{width:960px;margin:0 auto}} .nav li{{display:inline-block;padding:0 1em}}
.info{{border:1px solid #ccc;width:100%}} .content p{{line-height:28pt;margin:0}} .foot{{background:#eee}}
@media print{{.main{{width:auto}}}}
@page{{size:A4;margin:37mm 26mm 35mm 28mm}} {hidden}
</style>
<script>var _siteId="522601",hits=function(n){{document.write(n)}};</script>
</head>
<body>
<div class="top"><a href="/">雾岭县人民政府</a> 今天是2026年11月27日 星期五 <a href="#">无障碍浏览</a> <a href="#">繁体</a>
<form action="/search"><input name="q" placeholder="请输入关键字"><button>搜索</button></form></div>
<ul class="nav">{menu}</ul>
<div class="main">
<div class="crumb">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/jyta/">建议提案办理</a> &gt; <a href="/zwgk/jyta/2020/">2020年</a></div>
<table class="info">
{rows(pairs)}
</table>
<div class="tools">来源：{header['author']}　发布时间：{date} 16:20　浏览次数：<span id="hits">318</span>　字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]　<a href="javascript:window.print()">打印</a></div>
<div class="content" id="zoom">
<!--StartFragment-->
{body}
<!--EndFragment-->
</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">新浪微博</a><a href="#">QQ空间</a> 扫一扫在手机打开当前页</div>
<div class="near"><p>上一篇：<a href="t20200702_1.html">对县十六届人大四次会议第29号建议的答复</a></p><p>下一篇：<a href="t20200712_3.html">对县十六届人大四次会议第41号建议的答复</a></p></div>
<div class="side"><h3>相关链接</h3><ul><li><a href="#">雾岭县2020年卫生健康工作要点</a></li><li><a href="#">关于开展村级卫生室督查的通知</a></li></ul></div>
</div>
<div class="foot"><p>主办单位：雾岭县人民政府办公室　承办单位：雾岭县大数据中心</p><p>网站标识码：5226010001　安ICP备00000000号　公安备案 52260102000001号</p><p>联系电话：0588-2210000　<a href="#">网站地图</a> <a href="#">关于我们</a></p></div>
</body>
</html>
"""
    return page, fields


def column(letter, header, date):
    """A page of nested tables in GBK whose meta tag says UTF-8; upper-case tags, unclosed paragraphs, entities."""
    title = header["title"]
    fields = {"title": title, "unit": header["author"], "date": date, "doc": header["docno"]}
    body = []
    for role, text in letter:
        align = {"title": "center", "docno": "center", "sign": "right"}.get(style_of(role), "left")
        indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if style_of(role) in ("body", "head") else ""
        words = escape(text).replace("“", "&ldquo;").replace("”", "&rdquo;")
        size = "5" if role == "title" else "3"
        body.append(f'<P align={align}><FONT face=宋体 size={size}>{indent}{words}</FONT>')
    page = f"""<HTML>
<HEAD>
<META http-equiv="Content-Type" content="text/html; charset=utf-8">
<TITLE>{title}</TITLE>
<STYLE type=text/css>TD{{font-size:12px}} A{{color:#003399}}</STYLE>
<SCRIPT language=javascript>
function doZoom(size){{ if (size<20) document.getElementById('zoom').style.fontSize=size+'px'; }}
</SCRIPT>
</HEAD>
<BODY bgColor=#ffffff topMargin=0>
<TABLE width="98%" align=center border=0><TR><TD><IMG src="images/banner.jpg" width=680 height=90 alt="望澜科技信息网"></TD></TR>
<TR><TD bgColor=#003399><A href="index.asp">网站首页</A> | <A href="list.asp?id=1">机构职能</A> | <A href="list.asp?id=2">政策法规</A> | <A href="list.asp?id=3">科技动态</A> | <A href="list.asp?id=9">公众互动</A></TD></TR></TABLE>
<TABLE width="98%" align=center border=0><TR>
<TD width=200 valign=top><TABLE width="100%"><TR><TD><B>信息公开目录</B></TD></TR><TR><TD>· <A href="#">公文</A></TD></TR><TR><TD>· <A href="#">建议提案</A></TD></TR><TR><TD>· <A href="#">财政资金</A></TD></TR></TABLE></TD>
<TD valign=top>
当前位置：<A href="index.asp">首页</A> → <A href="list.asp?id=31">信息公开</A> → 提案会办
<TABLE width="100%" border=1 cellspacing=0><TR><TD>索 引 号</TD><TD>K00012-0204-2024-0031</TD><TD>发文字号</TD><TD>{header['docno']}</TD></TR>
<TR><TD>发布机构</TD><TD>{header['author']}</TD><TD>发布日期</TD><TD>{date}</TD></TR>
<TR><TD>信息名称</TD><TD colspan=3>{title}</TD></TR></TABLE>
<TABLE width="100%"><TR><TD align=center>【字体：<A href="javascript:doZoom(16)">大</A> <A href="javascript:doZoom(14)">中</A> <A href="javascript:doZoom(12)">小</A>】 阅读：<SCRIPT src="hits.asp?id=5821"></SCRIPT>97次</TD></TR>
<TR><TD id=zoom>
{chr(10).join(body)}
</TD></TR>
<TR><TD align=right>【<A href="javascript:window.print()">打印本页</A>】【<A href="javascript:window.close()">关闭窗口</A>】</TD></TR>
<TR><TD>上一条：<A href="show.asp?id=5820">关于市政协十四届三次会议第0041号提案的会办意见</A><BR>下一条：<A href="show.asp?id=5822">关于市政协十四届三次会议第0063号提案的答复</A></TD></TR></TABLE>
</TD></TR></TABLE>
<HR width="98%">
<CENTER>版权所有：望澜市科学技术局&nbsp;&nbsp;地址：望澜市澜江大道88号&nbsp;&nbsp;邮编：000000<BR>安ICP备00000000号</CENTER>
</BODY></HTML>
"""
    return page, fields


def case(letter, header, date):
    """A proposal's page: table of the case, the proposal's text at the left, the reply at the right, broken by <br>."""
    title = header["title"]
    fields = {"case": header["cases"], "unit": header["author"], "date": date}
    pairs = [
        ("提案编号", header["cases"]),
        ("届次", "十二届五次"),
        ("提案者", header["proposers"]),
        ("案由", header["subject"]),
        ("主办单位", header["author"]),
        ("答复时间", date),
    ]
    words = "<br>\n".join(
        ("" if style_of(role) in ("title", "docno", "flush", "sign") else "　　") + escape(text) + ("<br>" if role == "title" else "")
        for role, text in letter
    )
    asked = "<br/>".join("　　" + escape(text) for text in PROPOSAL)
    page = f"""<!doctype html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
<title>提案详情 - 安澜省政协提案办理系统</title>
<link rel="stylesheet" href="/static/css/app.4f1c.css"/>
<style>.hide{{display:none}} .cols>div{{float:left;width:46%;margin:1%;line-height:28pt}}</style></head>
<body class="skin-red"><noscript>请启用脚本以浏览本站。</noscript>
<header><a class="logo">安澜省政协提案办理系统</a><nav><a>提案公开</a><a>办理进度</a><a>优秀提案</a><a>登录</a></nav></header>
<div class="hide">加载中，请稍候……</div>
<section><h2>提案详情</h2><table>
{rows(pairs, 3)}
</table></section>
<div class="cols">
<div class="left"><h3>提案内容</h3><div class="txt">{asked}</div></div>
<div class="right"><h3>答复内容</h3><div class="txt">{words}</div></div>
</div>
<aside>满意度评价：<label><input type="radio" name="s"> 满意</label><label><input type="radio" name="s"> 基本满意</label><label><input type="radio" name="s"> 不满意</label></aside>
<footer>Copyright &copy; 2022 安澜省政协办公厅 版权所有　技术支持：澜云信息</footer>
<script>window.__DATA__={{"id":"0068","title":"提案详情","views":1204}};</script>
</body></html>
"""
    return page, fields


def saved_as_doc(letter, header):
    """A page as Word saves it: to be named .doc."""
    marks = {"title": "center", "docno": "center", "sign": "right"}
    body = "\n".join(
        f'<p class=MsoNormal align={marks.get(style_of(role), "left")} style=\'line-height:28.0pt;mso-line-height-rule:exactly'
        + (";text-indent:32.0pt;mso-char-indent-count:2.0" if style_of(role) in ("body", "head") else "")
        + f"'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>{escape(text)}<span lang=EN-US><o:p></o:p></span></span></p>"
        for role, text in letter
    )
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 11">
<title>{header['title']}</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>办公室</o:Author><o:Pages>1</o:Pages></o:DocumentProperties></xml><![endif]-->
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View><w:Compatibility/></w:WordDocument></xml><![endif]-->
<style>
<!--
 p.MsoNormal {{mso-style-parent:""; margin:0cm; text-align:justify; font-size:10.5pt; font-family:"Times New Roman"; mso-fareast-font-family:宋体;}}
 @page Section1 {{size:595.3pt 841.9pt; margin:104.9pt 73.7pt 99.2pt 79.4pt; mso-header-margin:42.55pt;}}
 div.Section1 {{page:Section1;}}
-->
</style>
</head>

<body lang=ZH-CN style='tab-interval:21.0pt'>

<div class=Section1 style='layout-grid:15.6pt'>

{body}

</div>

</body>

</html>
"""
