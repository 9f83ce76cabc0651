using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Passkeys;
using Picora.Domain.Documents;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Media.Videos;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

/// <summary>Which of an engine's refusals mean "there is one already".</summary>
[TestFixtureSource(typeof(EngineHost), nameof(EngineHost.All))]
internal sealed class DuplicateTests(string engine) : EngineFixture(engine)
{
    // Two rows that may not both be, per unique index.
    private static readonly IReadOnlyDictionary<string, Func<EngineHost, Task<Func<object>>>> Twins =
        new Dictionary<string, Func<EngineHost, Task<Func<object>>>>(StringComparer.Ordinal)
        {
            ["users: Email"] = _ => Make(() => NewUser(EmailAddress.FromStored("twin@example.org"))),
            ["api_keys: Hash"] = async host =>
            {
                var owner = NewUser(EmailAddress.FromStored($"{NanoId.New()}@example.org"));
                await host.WriteAsync(db => db.Users.Add(owner));
                var secret = ApiKeySecret.New();
                return () => NewKey(owner.Id, secret);
            },
            ["identities: Provider, Subject"] = async host =>
            {
                var person = NewUser(EmailAddress.FromStored($"{NanoId.New()}@example.org"));
                await host.WriteAsync(db => db.Users.Add(person));
                return () => Identity.Link(person.Id, "elsewhere", "subject", null, DateTimeOffset.UnixEpoch);
            },
            ["passkeys: CredentialHash"] = async host =>
            {
                var owner = NewUser(EmailAddress.FromStored($"{NanoId.New()}@example.org"));
                await host.WriteAsync(db => db.Users.Add(owner));
                var credential = new PasskeyCredential(NanoId.New(), "key", 0, string.Empty, IsBackupEligible: false, IsBackedUp: false);
                return () => Passkey.Add(owner.Id, credential, "Name", DateTimeOffset.UnixEpoch);
            },
            ["collections: OwnerId, Slug"] = _ => Make(() => Collection.Create(
                new NewCollection(new UserId("somebody"), "Twin", "twin", null, CollectionType.Album, ResourceTypes.All, null, CollectionUse.Creator), DateTimeOffset.UnixEpoch)),
            ["collection_types: OwnerId, Slug"] = _ => Make(() => CustomCollectionType.Create(
                new UserId("somebody"), new NewCollectionType("Twin", "twin", ResourceTypes.All, null, null), DateTimeOffset.UnixEpoch)),
            ["documents: OwnerId, SubmittedHash"] = _ =>
            {
                var hash = EngineHost.NewHash();
                return Make(() => NewDocument(hash, null));
            },
            ["documents: KbId, PathKey"] = _ => Make(() => NewDocument(EngineHost.NewHash(), DocumentPath.Parse("notes/twin.md"))),
            ["audio_tracks: OwnerId, Hash"] = host =>
            {
                var hash = EngineHost.NewHash();
                return Make(() => host.NewTrack(hash));
            },
            ["videos: OwnerId, Hash"] = _ =>
            {
                var hash = EngineHost.NewHash();
                return Make(() => Domain.Media.Videos.Video.Create(
                    new NewVideo(EngineHost.Owner, ObjectKey.NewOriginal(), hash, 1, MediaContainer.Mp4, new Dimensions(8, 8), null, "film.mp4"), null, [], isPublic: true, DateTimeOffset.UnixEpoch).Value);
            },
            ["reports: Target, TargetId, Reason, ReporterKey"] = _ => Make(() => Report.Create(
                new ReportSubject(ReportTarget.Image, "AAAAAAAAAAA", EngineHost.Owner), ReportReason.Spam, null, new Reporter(null, "somebody"), DateTimeOffset.UnixEpoch)),
            ["images: OwnerId, Hash"] = host =>
            {
                var hash = EngineHost.NewHash();
                return Make(() => host.NewImage(hash));
            },
        };

    [Test]
    public async Task Every_unique_index_has_its_twins()
    {
        var indexes = await Host.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(type => type.GetIndexes()).Where(index => index.IsUnique)
            .Select(index => $"{index.DeclaringEntityType.GetTableName()}: {string.Join(", ", index.Properties.Select(property => property.Name))}").ToList()));

        indexes.ShouldBe(Twins.Keys, ignoreOrder: true);
    }

    [TestCaseSource(nameof(Indexes))]
    public async Task The_second_row_of_a_unique_index_is_a_duplicate(string index)
    {
        var make = await Twins[index](Host);
        await Host.WriteAsync(db => db.Add(make()));

        (await RefusalAsync(make)).ShouldBeTrue();
    }

    [Test]
    public async Task The_second_row_of_a_primary_key_is_a_duplicate()
    {
        var owner = new UserId(NanoId.New());
        await Host.WriteAsync(db => db.Add(QuotaAccount.Open(owner, QuotaType.ImageStorage)));

        (await RefusalAsync(() => QuotaAccount.Open(owner, QuotaType.ImageStorage))).ShouldBeTrue();
    }

    [Test]
    public async Task A_reference_to_nothing_is_no_duplicate() => (await RefusalAsync(() => NewKey(new UserId("nobody"), ApiKeySecret.New()))).ShouldBeFalse();

    [Test]
    public async Task Names_that_differ_in_case_or_accents_are_no_duplicates()
    {
        await Host.WriteAsync(db => db.AddRange(
            NewUser(EmailAddress.FromStored("case@example.org")), NewUser(EmailAddress.FromStored("CASE@example.org")), NewUser(EmailAddress.FromStored("cäse@example.org"))));

        (await Host.ReadAsync(db => db.Users.CountAsync(user => user.Email == EmailAddress.FromStored("case@example.org")))).ShouldBe(1);
    }

    [Test]
    public async Task Ids_are_in_the_order_of_their_code_units_on_every_engine()
    {
        string[] ids = ["-AAAAAAAAAA", "0AAAAAAAAAA", "AAAAAAAAAAA", "Zaaaaaaaaaa", "_AAAAAAAAAA", "aAAAAAAAAAA", "zAAAAAAAAAA"];
        await Host.WriteAsync(db => db.AddRange(ids.Select(id => QuotaAccount.Open(new UserId("order" + id), QuotaType.ImageStorage))));

        var read = await Host.ReadAsync(db => db.QuotaAccounts.Where(account => account.OwnerId > new UserId("order") && account.OwnerId < new UserId("ordez"))
            .OrderBy(account => account.OwnerId).Select(account => account.OwnerId).ToListAsync());

        read.Select(id => id.Value[5..]).ShouldBe(ids);
    }

    private static IEnumerable<string> Indexes() => Twins.Keys;

    private static Task<Func<object>> Make(Func<object> make) => Task.FromResult(make);

    private static User NewUser(EmailAddress email) => User.Register(email, null, Plan.Trial, Locale.English, DateTimeOffset.UnixEpoch);

    private static Document NewDocument(ContentHash hash, DocumentPath? path) => Document.Create(
        new NewDocument(
            new UserId("somebody"), "twin.md", DocumentFormat.Markdown, "Twin", string.Empty, IsPublic: true,
            new TextFacts(TextId.New(), null, hash, hash, 1, 1, 0, 0, null), path is null ? null : KnowledgeBaseId.FromStored("AAAAAAAAAAAAAAAAAAAAA"), path),
        DateTimeOffset.UnixEpoch);

    private static ApiKey NewKey(UserId owner, ApiKeySecret secret) =>
        ApiKey.Create(owner, secret, new NewApiKey("Name", null, Scope.AllRead, null), DateTimeOffset.UnixEpoch).Value;

    private async Task<bool> RefusalAsync(Func<object> make)
    {
        var refusal = await Should.ThrowAsync<DbUpdateException>(() => Host.WriteAsync(db => db.Add(make())));
        return await Host.InScopeAsync(services => Task.FromResult(services.GetRequiredService<IUnitOfWork>().IsDuplicate(refusal)));
    }
}
