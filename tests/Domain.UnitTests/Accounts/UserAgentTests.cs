using Picora.Domain.Accounts;

namespace Picora.Domain.UnitTests.Accounts;

public class UserAgentTests
{
    [TestCase("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux")]
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome on Windows")]
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [TestCase("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [TestCase("curl/8.5.0", "curl")]
    [TestCase("PicGo 2.4 (Linux)", "PicGo on Linux")]
    [TestCase("<script>alert(1)</script>", "Unknown device")]
    [TestCase("", "Unknown device")]
    public void A_program_is_told_by_its_family(string userAgent, string description) => UserAgent.Describe(userAgent).ShouldBe(description);

    [TestCase("kim@example.org", "ki***@example.org")]
    [TestCase("k@example.org", "k***@example.org")]
    [TestCase("+8613800138000", "+86****8000")]
    [TestCase("1234567", "****")]
    public void What_identifies_somebody_is_masked(string text, string masked) => Identity.Mask(text).ShouldBe(masked);
}
