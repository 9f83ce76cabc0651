using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.UnitTests.Accounts;

public class ScopeNamesTests
{
    private const Scope MediaRead = Scope.ImagesRead | Scope.VideosRead | Scope.AudioRead;
    private const Scope MediaWrite = Scope.ImagesWrite | Scope.VideosWrite | Scope.AudioWrite;

    [TestCase("images:read", Scope.ImagesRead)]
    [TestCase("docs:delete", Scope.DocsDelete)]
    [TestCase("usage:read", Scope.UsageRead)]
    [TestCase("read", Scope.AllRead)]
    [TestCase("read_write", Scope.AllRead | Scope.AllWrite)]
    [TestCase("read_write_delete", Scope.All)]
    [TestCase("media.read", MediaRead)]
    [TestCase("media.delete", Scope.ImagesDelete | Scope.VideosDelete | Scope.AudioDelete)]
    [TestCase("kb.write", Scope.DocsWrite)]
    [TestCase("account.read", Scope.AccountRead)]
    [TestCase("collection.delete", Scope.CollectionsDelete)]
    [TestCase("episode.write", Scope.CollectionsWrite)]
    [TestCase("read:media", MediaRead)]
    [TestCase("media:write", MediaWrite)]
    [TestCase("docs:read", Scope.DocsRead)]
    [TestCase("image:write", Scope.ImagesWrite)]
    [TestCase("video:write", Scope.VideosWrite)]
    [TestCase("kb:write", Scope.DocsWrite)]
    [TestCase("upload", Scope.ImagesWrite | Scope.CollectionsWrite)]
    public void Every_vocabulary_is_understood(string name, Scope expected) => ScopeNames.Parse(name).ShouldBe(expected);

    [TestCase("")]
    [TestCase("images")]
    [TestCase("write")]
    [TestCase("admin")]
    [TestCase("usage:write")]
    [TestCase("images:read:all")]
    [TestCase("read:read")]
    [TestCase("Images:Read")]
    [TestCase(null)]
    public void Anything_else_is_not(string? name) => ScopeNames.Parse(name).ShouldBeNull();

    [Test]
    public void One_unknown_name_spoils_the_list() => ScopeNames.Parse(["images:read", "nonsense"]).ShouldBeNull();

    [Test]
    public void The_colon_list_reads_back_as_the_same_set()
    {
        foreach (var scopes in new[] { Scope.All, Scope.AllRead | Scope.AllWrite, Scope.ImagesRead, Scope.DocsDelete | Scope.UsageRead })
        {
            ScopeNames.Parse(ScopeNames.ToColonList(scopes)).ShouldBe(scopes);
        }
    }

    [Test]
    public void The_v2_list_never_claims_more_than_is_granted()
    {
        ScopeNames.ToDottedList(Scope.ImagesRead | Scope.AccountRead).ShouldBe(["account.read"]);
        ScopeNames.ToDottedList(Scope.AllRead).ShouldBe(["media.read", "kb.read", "account.read", "usage.read", "collection.read"]);
    }

    [TestCase(Scope.AllRead, "read")]
    [TestCase(Scope.AllRead | Scope.AllWrite, "read_write")]
    [TestCase(Scope.ImagesDelete, "read_write_delete")]
    public void The_tier_is_the_strongest_verb(Scope scopes, string tier) => ScopeNames.ToTier(scopes).ShouldBe(tier);
}
