using System.Text;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Factors;

namespace Picora.Domain.UnitTests.Accounts;

public class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        Totp.CodeOf(Secret, seconds / 30).ShouldBe(code);
        Totp.FindStep(Secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(seconds / 30);
    }

    [TestCase(-2, false)]
    [TestCase(-1, true)]
    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    public void A_clock_may_be_one_step_off(int drift, bool accepted) =>
        Totp.FindStep(Secret, Totp.CodeOf(Secret, (Now.ToUnixTimeSeconds() / 30) + drift), Now).HasValue.ShouldBe(accepted);

    [TestCase("")]
    [TestCase("00592")]
    [TestCase("0059240")]
    [TestCase("٠٠٥٩٢٤")]
    public void What_is_no_code_is_refused(string code) => Totp.FindStep(Secret, code, Now).ShouldBeNull();

    [Test]
    public void A_step_counts_once_and_none_before_it()
    {
        var factor = TotpFactor.Enrol(UserId.New(), "sealed", Now);

        factor.Judge(100, Now, 5, Quarter).ShouldBe(FactorVerdict.Accepted);
        factor.Judge(100, Now, 5, Quarter).ShouldBe(FactorVerdict.Refused);
        factor.Judge(99, Now, 5, Quarter).ShouldBe(FactorVerdict.Refused);
        factor.Judge(101, Now, 5, Quarter).ShouldBe(FactorVerdict.Accepted);
    }

    [Test]
    public void Wrong_codes_in_a_row_lock_for_a_while()
    {
        var factor = TotpFactor.Enrol(UserId.New(), "sealed", Now);
        Enumerable.Range(0, 4).Select(_ => factor.Judge(null, Now, 5, Quarter)).ShouldAllBe(verdict => verdict == FactorVerdict.Refused);

        factor.Judge(null, Now, 5, Quarter).ShouldBe(FactorVerdict.Locked);

        factor.Judge(100, Now, 5, Quarter).ShouldBe(FactorVerdict.Refused);
        factor.Judge(null, Now + Quarter, 5, Quarter).ShouldBe(FactorVerdict.Refused);
        factor.Judge(100, Now + Quarter, 5, Quarter).ShouldBe(FactorVerdict.Accepted);
    }

    // RFC 4648, section 10.
    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("fo", "MZXQ")]
    [TestCase("foo", "MZXW6")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_the_standard(string text, string encoded) => Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);

    [Test]
    public void A_recovery_code_is_known_however_it_is_typed()
    {
        var code = RecoveryCode.NewText();

        code.Length.ShouldBe(19);
        RecoveryCode.Normalise($" {code.ToLowerInvariant().Replace('-', ' ')} ").ShouldBe(RecoveryCode.Normalise(code));
        Enumerable.Range(0, 1000).Select(_ => RecoveryCode.NewText()).ShouldBeUnique();
    }
}
