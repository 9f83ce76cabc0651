using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Accounts;

namespace Picora.Domain.UnitTests.Accounts;

public class ApiKeySecretTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Test]
    public void A_new_key_has_the_documented_form_and_is_its_own_proof()
    {
        var key = ApiKeySecret.New();

        key.Value.ShouldMatch("^sk_" + "live_[A-Za-z0-9]{32}$");
        ApiKeySecret.Parse(key.Value).ShouldBe(key);
        key.Prefix.ShouldBe(key.Value[..12]);
        key.Last.ShouldBe(key.Value[36..]);
    }

    [Test]
    public void Two_keys_differ() => ApiKeySecret.New().ShouldNotBe(ApiKeySecret.New());

    [Test]
    public void It_does_not_print_itself() => ApiKeySecret.New().ToString().Length.ShouldBeLessThan(16);

    [Test]
    public void Any_one_typo_is_refused() => Prop.ForAll<byte, byte>((position, symbol) =>
    {
        var key = ApiKeySecret.New().Value.ToCharArray();
        var at = ApiKeySecret.Start.Length + (position % 32);
        var typed = Base62[symbol % 62];
        var differs = key[at] != typed;
        key[at] = typed;
        return !differs || ApiKeySecret.Parse(new string(key)) is null;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Invented_keys_are_refused() => Prop.ForAll<int>(seed =>
    {
        var invented = ApiKeySecret.Start + string.Concat(Enumerable.Range(0, 32).Select(i => Base62[(int)((uint)HashCode.Combine(seed, i) % 62)]));
        return ApiKeySecret.Parse(invented) is null;
    }).QuickCheckThrowOnFailure();

    [TestCase("")]
    [TestCase("sk_")]
    [TestCase("pk_ABCDEFGHIJKLMNOPQRSTUVWXYZ123456")]
    public void Other_texts_are_refused(string text) => ApiKeySecret.Parse(text).ShouldBeNull();

    [Test]
    public void Swapped_neighbours_and_other_lengths_are_refused()
    {
        var key = ApiKeySecret.New().Value;
        ApiKeySecret.Parse(key[..^1]).ShouldBeNull();
        ApiKeySecret.Parse(key + "A").ShouldBeNull();
        ApiKeySecret.Parse(key.ToUpperInvariant()).ShouldBeNull();
        var at = Enumerable.Range(8, 31).First(i => key[i] != key[i + 1]);
        ApiKeySecret.Parse(key[..at] + key[at + 1] + key[at] + key[(at + 2)..]).ShouldBeNull();
    }
}
