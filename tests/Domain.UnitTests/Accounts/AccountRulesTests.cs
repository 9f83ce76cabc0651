using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.UnitTests.Accounts;

public class AccountRulesTests
{
    private const int MaxGuesses = 5;
    private const string Home = "127.0.0.1";
    private const string Elsewhere = "192.0.2.7";

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly GuardRule Rule = new(5, TimeSpan.FromHours(1), TimeSpan.FromMinutes(15));
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly EmailAddress Email = EmailAddress.Parse("kim@example.org")!.Value;
    private static readonly SecretHash Right = SecretHash.Of("right");
    private static readonly SecretHash Wrong = SecretHash.Of("wrong");

    [TestCase("abcdefg1", true)]
    [TestCase("Straße12", true)]
    [TestCase("abcdef1", false)]
    [TestCase("abcdefgh", false)]
    [TestCase("12345678", false)]
    [TestCase(null, false)]
    public void A_password_has_length_letters_and_digits(string? password, bool admitted) => PasswordPolicy.Admits(password).ShouldBe(admitted);

    [Test]
    public void A_password_ends_at_64()
    {
        PasswordPolicy.Admits(new string('a', 63) + "1").ShouldBeTrue();
        PasswordPolicy.Admits(new string('a', 64) + "1").ShouldBeFalse();
    }

    [TestCase(" Kim@Example.ORG ", "kim@example.org")]
    [TestCase("a+b.c@x-y.example.co", "a+b.c@x-y.example.co")]
    public void An_address_is_stored_in_one_form(string text, string stored) => EmailAddress.Parse(text)!.Value.Value.ShouldBe(stored);

    [TestCase("kim")]
    [TestCase("@example.org")]
    [TestCase("kim@")]
    [TestCase("kim@localhost")]
    [TestCase("kim@exa mple.org")]
    [TestCase("kim@@example.org")]
    [TestCase(".kim@example.org")]
    [TestCase("kim@-example.org")]
    [TestCase("kim@example.org\r\nBcc: all@example.org")]
    [TestCase(null)]
    public void What_is_no_address_is_refused(string? text) => EmailAddress.Parse(text).ShouldBeNull();

    [Test]
    public void The_right_code_works_once()
    {
        var code = NewCode();
        code.Guess(Right, Home, Now, MaxGuesses).ShouldBeTrue();
        code.Guess(Right, Home, Now, MaxGuesses).ShouldBeFalse();
    }

    [Test]
    public void Five_wrong_guesses_burn_a_code()
    {
        var code = NewCode();
        for (var i = 0; i < MaxGuesses; i++)
        {
            code.Guess(Wrong, Home, Now, MaxGuesses).ShouldBeFalse();
        }

        code.Guess(Right, Home, Now, MaxGuesses).ShouldBeFalse();
    }

    [Test]
    public void Guesses_from_elsewhere_burn_a_code_for_those_elsewhere_only()
    {
        var code = NewCode();
        for (var i = 0; i < MaxGuesses; i++)
        {
            code.Guess(Wrong, Elsewhere, Now, MaxGuesses).ShouldBeFalse();
        }

        code.Guess(Right, Elsewhere, Now, MaxGuesses).ShouldBeFalse();
        code.Guess(Right, Home, Now, MaxGuesses).ShouldBeTrue();
    }

    [Test]
    public void The_fifth_guess_still_counts()
    {
        var code = NewCode();
        for (var i = 1; i < MaxGuesses; i++)
        {
            code.Guess(Wrong, Home, Now, MaxGuesses);
        }

        code.Guess(Right, Home, Now, MaxGuesses).ShouldBeTrue();
    }

    [Test]
    public void A_code_runs_out() => NewCode().Guess(Right, Home, Now.AddMinutes(5), MaxGuesses).ShouldBeFalse();

    [Test]
    public void Wrong_passwords_in_a_row_lock_for_a_while()
    {
        var guard = SignInGuard.Open(SecretHash.Of("key"), Now);
        for (var i = 0; i < 5; i++)
        {
            guard.IsLocked(Rule).ShouldBeFalse();
            guard.Begin(Now.AddMinutes(i), Rule).ShouldBeNull();
        }

        guard.IsLocked(Rule).ShouldBeTrue();
        guard.Begin(Now.AddMinutes(18), Rule).ShouldBe(TimeSpan.FromMinutes(1), "an attempt does not prolong the lock");
        guard.Begin(Now.AddMinutes(19), Rule).ShouldBeNull();
        guard.Failures.ShouldBe(1);
    }

    [Test]
    public void Whoever_looked_at_the_clock_too_early_is_not_told_more_than_the_lock_lasts()
    {
        var guard = SignInGuard.Open(SecretHash.Of("key"), Now);
        for (var i = 0; i < 5; i++)
        {
            guard.Begin(Now.AddSeconds(1), Rule);
        }

        guard.Begin(Now, Rule).ShouldBe(Rule.LockFor);
    }

    [Test]
    public void Wrong_passwords_count_together_within_their_window()
    {
        var guard = SignInGuard.Open(SecretHash.Of("key"), Now);
        for (var i = 0; i < 4; i++)
        {
            guard.Begin(Now, Rule);
        }

        guard.Begin(Now.AddHours(1), Rule).ShouldBeNull();
        guard.Failures.ShouldBe(1);
    }

    [Test]
    public void A_used_refresh_token_has_a_short_grace()
    {
        var token = RefreshToken.Issue(SecretHash.Of(RefreshToken.NewSecret()), SessionId.New(), Now, Now.AddDays(7));
        token.MayRotate(Now.AddDays(1), Grace).ShouldBeTrue();
        token.Use(Now);
        token.Use(Now.AddSeconds(20));
        token.MayRotate(Now.AddSeconds(30), Grace).ShouldBeTrue();
        token.MayRotate(Now.AddSeconds(31), Grace).ShouldBeFalse();
    }

    [TestCase("zh-Hans-CN,zh;q=0.9,en;q=0.8", Locale.Chinese)]
    [TestCase("fr, en-GB;q=0.5", Locale.English)]
    [TestCase("fr", Locale.English)]
    [TestCase(null, Locale.English)]
    public void The_first_language_that_we_speak_wins(string? header, Locale expected) => Locales.FromAcceptLanguage(header).ShouldBe(expected);

    private static VerificationCode NewCode() =>
        VerificationCode.Issue(Email, CodePurpose.Register, Right, Home, Now, Now.AddMinutes(5));
}
