namespace Picora.Infrastructure.IntegrationTests.Documents;

/// <summary>What strangers try on pages. Each runs <c>{X}</c> where it gets through.</summary>
internal static class HostileMarkup
{
    public static readonly IReadOnlyList<string> All =
    [
        "[a](javascript:{X})", "[a](  JaVaScRiPt:{X})", "[a](java\tscript:{X})", "[a](<java\nscript:{X}>)", "[a](&#106;avascript:{X})", "[a](&#x6A;avascript&colon;{X})", "[a](vbscript:{X})",
        "[a](data:text/html,<script>{X}</script>)", "[a](data:text/html;base64,PHNjcmlwdD4=)", "<javascript:{X}>", "[a]: javascript:{X}\n\n[a]", "![a](javascript:{X})", "![a](x\"onerror=\"{X})",
        "![a](https://example.org/x \"\\\" onerror=\\\"{X}\")", "[a](https://example.org \"\\\" onmouseover=\\\"{X}\")", "<script>{X}</script>", "<ScRiPt>{X}</sCrIpT>", "<script\n>{X}</script>",
        "<scr<script>ipt>{X}</scr</script>ipt>", "<<script>{X}//<</script>", "<img src=x onerror={X}>", "<img src=x onerror=\"{X}\">", "<img src='x'onerror='{X}'>", "<img/src=x/onerror={X}>", "<img src=x:x onerror\n=\n{X}>",
        "<img \"\"\"><script>{X}</script>\">", "<image src=x onerror={X}>", "<svg onload={X}>", "<svg><script>{X}</script></svg>", "<svg><g/onload={X}></g></svg>", "<svg><a xlink:href=\"javascript:{X}\"><text y=20>a</text></a></svg>",
        "<svg><animate onbegin={X} attributeName=x dur=1s>", "<svg><foreignObject><img src=x onerror={X}></foreignObject></svg>", "<svg><style><img src=x onerror={X}></style></svg>", "<svg></p><style><a id=\"</style><img src=x onerror={X}>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror={X}&gt;\">", "<math><mi//xlink:href=\"javascript:{X}\">", "<math><annotation-xml encoding=\"text/html\"><img src=x onerror={X}></annotation-xml></math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror={X}>", "<noscript><p title=\"</noscript><img src=x onerror={X}>\">", "<noembed><p title=\"</noembed><img src=x onerror={X}>\">",
        "<textarea><img title=\"</textarea><img src=x onerror={X}>\"></textarea>", "<title><img title=\"</title><img src=x onerror={X}>\"></title>", "<xmp><p title=\"</xmp><img src=x onerror={X}>\">", "<style><img title=\"</style><img src=x onerror={X}>\"></style>",
        "<template><img src=x onerror={X}></template>", "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror={X}>\">", "<iframe src=\"javascript:{X}\"></iframe>", "<iframe srcdoc=\"<script>parent.{X}</script>\"></iframe>",
        "<object data=\"javascript:{X}\"></object>", "<embed src=\"javascript:{X}\">", "<a href=\"javascript:{X}\">a</a>", "<a href=\"jav&#x0A;ascript:{X}\">a</a>", "<a href=\"\u0001javascript:{X}\">a</a>", "<a href=\"//javascript:{X}\">a</a>",
        "<base href=\"javascript:{X}//\"><a href=x>a</a>", "<meta http-equiv=refresh content=\"0;url=javascript:{X}\">", "<link rel=stylesheet href=\"javascript:{X}\">", "<body onload={X}>", "<details open ontoggle={X}>", "<video src=x onerror={X}></video>",
        "<audio src=x onerror={X}></audio>", "<video><source onerror={X}></video>", "<input autofocus onfocus={X}>", "<button autofocus onfocus={X}>a</button>", "<select autofocus onfocus={X}>", "<div onmouseover={X}>a</div>", "<p style=\"background:url(javascript:{X})\">a</p>",
        "<p style=\"width:expression({X})\">a</p>", "<marquee onstart={X}>a</marquee>", "<isindex action=javascript:{X} type=image>", "<form action=\"javascript:{X}\"><button>a</button></form>", "<button formaction=\"javascript:{X}\">a</button>",
        "<table background=\"javascript:{X}\"><td>a</table>", "<div id=\"a\"><img src=x onerror={X}//\"></div>", "<!--><img src=x onerror={X}>-->", "<!-- --!><img src=x onerror={X}> -->", "<![CDATA[><img src=x onerror={X}>]]>", "<?xml ><img src=x onerror={X}> ?>",
        "<!doctype><img src=x onerror={X}>", "<a title=\"`<img src=x onerror={X}>`\">a</a>", "`<img src=x onerror={X}>`", "```\n<img src=x onerror={X}>\n```", "```\"><img src=x onerror={X}>\na\n```", "[^a\"><img src=x onerror={X}>]\n\n[^a\"><img src=x onerror={X}>]: note",
        "# a\"><img src=x onerror={X}>", "| a\"><img src=x onerror={X}> |\n|---|\n| <img src=x onerror={X}> |", "> [!NOTE]\n> <img src=x onerror={X}>", "$<img src=x onerror={X}>$", "<p id=\"a\" class=\"x\" onclick=\"{X}\">a</p>", "<b><p><b><img src=x onerror={X}></b></p>",
        "<table><caption><svg><p><style><!--</style><img src=x onerror={X}>-->", "<listing>&lt;img src=x onerror={X}&gt;</listing>", "<plaintext><img src=x onerror={X}>", "<frameset onload={X}>", "<portal src=\"javascript:{X}\">", "<a href=\"https://example.org\" ping=\"javascript:{X}\" onclick={X}>a</a>",
    ];
}
