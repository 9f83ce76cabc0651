using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Accounts.Closing;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Administration;
using Picora.Application.Media;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Transforms;
using Picora.Application.Media.Watermarks;
using Picora.Application.Privacy;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas;
using Picora.Application.Quotas.Contracts;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Administration;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Jobs;
using Picora.Infrastructure.Operations.Backups;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.RateLimits;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <param name="Request">The MediatR request that it sends; null for what is reached otherwise.</param>
internal sealed record Scenario(string Name, Type? Request, Func<IServiceProvider, Task> RunAsync)
{
    public override string ToString() => Name;
}

/// <summary>Everything by which the product reaches its database. A request without an entry here fails a test.</summary>
internal static class Scenarios
{
    public const string Id = "AAAAAAAAAAAAAAAAAAAAA";
    public const string ImageId = "AAAAAAAAAAA";
    public const string Email = "somebody@example.org";

    private const string Code = "123456";
    private const string Kind = "image-variants";

    public static readonly ObjectKey Variant = ObjectKey.NewVariant(ImageId, "thumbnail", "webp");

    public static readonly ObjectKey Measured = ObjectKey.ForTransform(ImageId, new string('d', ContentHash.Length), "webp");

    private static readonly string Cursor = new PageCursor(ImageId, DateTimeOffset.UnixEpoch).ToString();
    // All in one scenario would ask more than the depth of choices reaches.
    private static readonly string[] LateJobs = ["purge-documents", "sweep-accounts", "sweep-answers", "sweep-tombstones", "warn-keys"];

    private static readonly string Hash = new('b', ContentHash.Length);
    private static readonly Lazy<byte[]> Picture = new(() => Pictures.Png(8, 8));

    public static readonly IReadOnlyList<Scenario> All =
    [
        Send(() => new SendCode(Email, "register")),
        Send(() => new SendCode(Email, "reset_password")),
        Send(() => new Register(Email, "correct horse 1", Code)),
        Send(() => new Login(Email, "correct horse 1")),
        Send(() => new LoginWithCode(Email, Code)),
        Send(() => new RefreshSession("some token")),
        Send(() => new Logout("some token")),
        Send(() => new Logout(null)),
        Send(() => new VerifyCredential()),
        Send(() => new GetMe()),
        Send(() => new ListAuditEvents(null, null)),
        Send(() => new ConfirmAge(AgeConfirmed: true)),
        Send(() => new SendDeletionCode()),
        Send(() => new DeleteMe()),
        Send(() => new StartExport()),
        Send(() => new GetExport(Id)),
        new("OpenExport with its signature", typeof(OpenExport), OpenExportAsync),
        Send(() => new GetErasure(Id)),
        Send(() => new ListAuditEvents(new PageCursor(Id, DateTimeOffset.UnixEpoch).ToString(), "1")),
        Send(() => new UpdateMe("Name", "https://example.org/me.png", "zh-CN", DocVersioningEnabled: true, 5)),
        Send(() => new CreateApiKey("Name", ["images:read"], "2999-01-01", "For a test")),
        Send(() => new ListApiKeys()),
        Send(() => new UpdateApiKey("Name", "For a test", ["images:read"]) { Id = Id }),
        Send(() => new RevokeApiKey(Id)),
        Send(() => new RotateApiKey(null, null) { Id = Id }),
        Send(() => new GetToolConfigs(Id)),
        Send(() => new ReportLeakedKey(ApiKeySecret.New().Value)),
        Send(() => new CreateExportToken(Id, ApiKeySecret.New().Value)),
        Send(() => new ExchangeExportToken(ExportToken.NewSecret())),
        new("a request with a name", null, SendNamedAsync),
        new("FlushKeyUsage after a use", typeof(FlushKeyUsage), UseAndFlushKeyAsync),
        Send(() => new UploadImage(new SmallUpload(Picture.Value, declared: true))),
        Send(() => new UploadImage(new SmallUpload(Picture.Value, declared: false))),
        .. ArrivalScenarios.All,
        Send(() => new ListImages(null, null, null, null, null)),
        Send(() => new ListImages(Cursor, "1", null, "2026-01-01", "2026-01-31")),
        Send(() => new ListImages(null, null, "tag", null, null)),
        Send(() => new ListImages(Cursor, "1", "tag", "2026-01-01", "2026-01-31")),
        Send(() => new ListImages(Cursor, "1", "tag", null, null) { Filter = new ImageFilter("two words", "jpg", "true", Id, "1", "2") }),
        Send(() => new ListImages(null, null, null, null, null) { Filter = new ImageFilter(null, null, null, "", null, null) }),
        Send(() => new GetImage(ImageId)),
        Send(() => new GetImageLocation(ImageId)),
        Send(() => new UpdateImage(ImageId, "Title", ["one", "two"], IsPublic: false)),
        Send(() => new DeleteImage(ImageId)),
        Send(() => new DeleteImages([ImageId, "BBBBBBBBBBB"])),
        Send(() => new DeleteImage(ImageId, Trash: true)),
        .. OrganisationScenarios.All,
        .. VideoScenarios.All,
        .. DocumentScenarios.All,
        .. MediaScenarios.All,
        Send(() => new FindExistingImages([Hash, new string('c', ContentHash.Length)])),
        Send(() => new OpenMedia(ImageId, "jpg", null, MediaVisit.Plain)),
        Send(() => new OpenMedia(ImageId, null, "thumbnail", MediaVisit.Plain)),
        new("watermark of an address", null, services => services.GetRequiredService<WatermarkDirectory>()
            .FindAsync(new UserId(Id), Id, CancellationToken.None)),
        Send(() => new SignImage(ImageId, 60)),
        .. ModerationScenarios.All,
        Send(() => new CreateWatermarkTemplate(new WatermarkInput("Name", "text", null, null, "Text", null, null))),
        Send(() => new UpdateWatermarkTemplate(Id, new WatermarkInput("Name", null, null, null, null, null, null), null)),
        Send(() => new ListWatermarkTemplates()),
        Send(() => new GetWatermarkTemplate(Id)),
        Send(() => new DeleteWatermarkTemplate(Id)),
        Send(() => new GetUsage()),
        Send(() => new GetRateLimits()),
        Send(() => new RefreshBandwidthStates()),
        new("quota alerts", null, services => services.GetRequiredService<IQuotaAlerts>().TellAsync([new UserId(Id)], CancellationToken.None)),
        new("recounts", null, RecountAsync),
        Send(() => new CreateUser("newcomer@example.org", "correct horse 1", "Nickname")),
        Send(() => new IssueResetCode(Email)),
        Send(() => new ListUsers(null, null, null, null, null)),
        Send(() => new ListUsers(Cursor, "1", "somebody", "trial", "true")),
        Send(() => new GetUser(Id)),
        Send(() => new UpdateUser("pro", "2999-01-01", "admin", IsActive: true, [new QuotaChange("doc_count", 5, null, "Note"), new QuotaChange("img_storage", null, null, null)]) { Id = Id }),
        new("FlushBandwidth after a delivery", typeof(FlushBandwidth), CountAndFlushAsync),
        Send(() => new ListJobs(null, null)),
        Send(() => new RunJob($"{Kind}~{ImageId}")),
        new("counting together", null, CountTogetherAsync),
        new("a variant", null, MakeVariantAsync),
        new("holding objects for a backup", null, HoldAsync),
        Work(Kind),
        Work(IMailQueue.Kind),
        Work(AudioWork.Waveforms),
        Work(PrivacyWork.Erasure),
        Work(PrivacyWork.Export),
        new("what people leave", null, EraseAsync),
        new("jobs by the clock", null, services => RunJobsAsync(services, job => !LateJobs.Contains(job.Name))),
        new("more jobs by the clock", null, services => RunJobsAsync(services, job => LateJobs.Contains(job.Name))),
        new("reconciliation", null, services => services.GetServices<IScheduledJob>()
            .First(job => string.Equals(job.Name, "reconcile-quotas", StringComparison.Ordinal)).RunAsync(CancellationToken.None)),
        Send(() => new PauseJob("sweep-uploads", IsPaused: true)),
        new("turns of jobs", null, TakeTurnsAsync),
        new("access token", null, VerifyTokenAsync),
        .. FactorScenarios.All,
        new("missing migrations", null, services => services.GetRequiredService<PicoraDbContext>().Database.GetPendingMigrationsAsync()),
        .. AccountScenarios.All,
        .. UploadScenarios.All,
    ];

    public static Scenario Send<TRequest>(Func<TRequest> make)
        where TRequest : IBaseRequest =>
        new($"{make()}"[..Math.Min(80, $"{make()}".Length)], typeof(TRequest), services => services.GetRequiredService<ISender>().Send(make()));

    private static async Task TakeTurnsAsync(IServiceProvider services)
    {
        var turns = services.GetRequiredService<JobTurns>();
        await turns.WantAsync("sweep", CancellationToken.None);
        await turns.FireAsync("sweep", DateTimeOffset.UnixEpoch, CancellationToken.None);
        foreach (var row in (await turns.ReadAsync(CancellationToken.None)).Values)
        {
            await turns.TakeAsync(row, CancellationToken.None);
        }

        var turn = new JobTurn("sweep", Id, 1);
        await turns.RenewAsync(turn, CancellationToken.None);
        await turns.GiveBackAsync(turn);
        await turns.EndAsync(turn, JobRun.Create("sweep", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, succeeded: true, "Swept."));
    }

    private static async Task SendNamedAsync(IServiceProvider services)
    {
        ((SilentHost.Name)services.GetRequiredService<IRequestName>()).Given = "once";
        await services.GetRequiredService<ISender>().Send(new CreateApiKey("Name", null, null, null));
    }

    private static async Task UseAndFlushKeyAsync(IServiceProvider services)
    {
        await services.GetRequiredService<ICredentialVerifier>().VerifyAsync(ApiKeySecret.New().Value, CancellationToken.None);
        await services.GetRequiredService<ISender>().Send(new FlushKeyUsage());
    }

    private static async Task CountAndFlushAsync(IServiceProvider services)
    {
        services.GetRequiredService<IBandwidthMeter>().Count(new UserId(Id), QuotaType.ImageBandwidth, 1);
        await services.GetRequiredService<ISender>().Send(new FlushBandwidth());
    }

    private static async Task RecountAsync(IServiceProvider services)
    {
        foreach (var recount in services.GetServices<IQuotaRecount>())
        {
            await recount.CountAsync([new UserId(Id)], CancellationToken.None);
        }

        foreach (var quota in services.GetServices<ICountedQuota>())
        {
            await quota.CountAsync([new UserId(Id)], CancellationToken.None);
            await quota.OwnersAsync(1, CancellationToken.None);
        }
    }

    private static async Task VerifyTokenAsync(IServiceProvider services)
    {
        var token = services.GetRequiredService<IAccessTokens>()
            .Issue(new AccessTokenSubject(new UserId(Id), new SessionId(Id), Plan.Trial, IsAdministrator: false));
        await services.GetRequiredService<ICredentialVerifier>().VerifyAsync(token, CancellationToken.None);
    }

    private static async Task CountTogetherAsync(IServiceProvider services)
    {
        var store = ActivatorUtilities.CreateInstance<DatabaseRateLimitStore>(services);
        var (key, now) = (new RateKey(new RateSubject(RateSubjectKind.Key, Id), RateCounter.Read), DateTimeOffset.UnixEpoch);
        await store.LeaseAsync(new RateLeaseRequest(key, RateRule.PerMinute(RateCounter.Read, 10), now, 1, 0), CancellationToken.None);
        await store.SettleAsync(new RateSettlement(key, now, 1, 1), CancellationToken.None);
        await store.CalledBackAsync(now, CancellationToken.None);
        await store.FindAsync(key, CancellationToken.None);
    }

    private static async Task MakeVariantAsync(IServiceProvider services)
    {
        var plan = TransformPlan.Inside(new Dimensions(8, 8), 4, 80);
        var source = new RenderSource(Variant, ImageFormat.Png, 64);
        // Another one each time: what was made, or could not be, is remembered.
        var key = ObjectKey.ForTransform(ImageId, NanoId.New(), "webp");
        var order = new VariantOrder(Domain.Media.ImageId.Parse(ImageId)!.Value, new UserId(Id), source, plan, key, Preview: null);
        await services.GetRequiredService<IVariantSource>().OpenAsync(order, CancellationToken.None);
    }

    private static async Task HoldAsync(IServiceProvider services)
    {
        var (scopes, time) = (services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<TimeProvider>());
        await using var held = await HeldObjects.PlaceAsync(scopes, time, CancellationToken.None);
    }

    private static async Task EraseAsync(IServiceProvider services)
    {
        foreach (var part in services.GetServices<IErasable>())
        {
            await services.GetRequiredService<IUnitOfWork>().ExecuteAsync<Erased>(
                async token => await part.EraseSomeAsync(new UserId(Id), 1, token), CancellationToken.None);
        }
    }

    private static Task<Result<ExportFile>> OpenExportAsync(IServiceProvider services)
    {
        const long Expires = 32_503_680_000;
        var signature = services.GetRequiredService<IUrlSigner>().Sign($"export\n{Id}\n{Expires}");
        return services.GetRequiredService<ISender>().Send(new OpenExport(Id, $"{Expires}", signature));
    }

    public static Scenario Work(string kind) => new($"queue of {kind}", null, async services =>
    {
        var queue = services.GetServices<IItemQueue>().First(candidate => string.Equals(candidate.Kind, kind, StringComparison.Ordinal));
        foreach (var claim in await queue.ClaimAsync(1, CancellationToken.None))
        {
            await queue.RunAsync(claim, CancellationToken.None);
        }
    });

    private static async Task RunJobsAsync(IServiceProvider services, Func<IScheduledJob, bool> which)
    {
        foreach (var job in services.GetServices<IScheduledJob>().Where(which))
        {
            await job.RunAsync(CancellationToken.None);
        }
    }

    internal sealed class SmallUpload(byte[] file, bool declared) : IUploadBody
    {
        public Task<Result<UploadPart>> OpenFileAsync(CancellationToken cancellationToken) =>
            Task.FromResult<Result<UploadPart>>(new UploadPart(new MemoryStream(file), "small.png", declared ? file.Length : null));

        public Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<Result<IReadOnlyDictionary<string, string>>>(new Dictionary<string, string>(StringComparer.Ordinal) { ["tags"] = "[\"one\"]", ["kbId"] = declared ? string.Empty : Id });
    }
}
