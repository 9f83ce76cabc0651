using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Picora.Application.Accounts;
using Picora.Application.Administration;
using Picora.Application.Documents;
using Picora.Application.Idempotency;
using Picora.Application.Mail;
using Picora.Application.Media;
using Picora.Application.Moderation;
using Picora.Application.Privacy;
using Picora.Application.Quotas;
using Picora.Application.Uploads;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Factors;
using Picora.Domain.Accounts.Passkeys;
using Picora.Domain.Administration;
using Picora.Domain.Documents;
using Picora.Domain.Idempotency;
using Picora.Domain.Mail;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Sync;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Media.Videos;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;
using Picora.Domain.Privacy;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Persistence;

/// <summary>The one model of all engines. Each engine adds a thin subclass with its own migrations.</summary>
public abstract class PicoraDbContext(DbContextOptions options)
    : DbContext(options), IAccountsDb, IMediaDb, IUploadsDb, IQuotasDb, IMailDb, IPrivacyDb, IAdministrationDb, IIdempotencyDb, IDocumentsDb, IModerationDb
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<VerificationCode> VerificationCodes => Set<VerificationCode>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SignInGuard> SignInGuards => Set<SignInGuard>();

    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();

    public DbSet<Identity> Identities => Set<Identity>();

    public DbSet<Avatar> Avatars => Set<Avatar>();

    public DbSet<ExportToken> ExportTokens => Set<ExportToken>();

    public DbSet<KeptAnswer> KeptAnswers => Set<KeptAnswer>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<TotpFactor> TotpFactors => Set<TotpFactor>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<Installation> Installation => Set<Installation>();

    public DbSet<Image> Images => Set<Image>();

    public DbSet<ImageTag> ImageTags => Set<ImageTag>();

    public DbSet<ImageVariant> ImageVariants => Set<ImageVariant>();

    public DbSet<Domain.Media.Videos.Video> Videos => Set<Domain.Media.Videos.Video>();

    public DbSet<VideoFile> VideoFiles => Set<VideoFile>();

    public DbSet<WatermarkTemplate> WatermarkTemplates => Set<WatermarkTemplate>();

    public DbSet<Collection> Collections => Set<Collection>();

    public DbSet<CustomCollectionType> CollectionTypes => Set<CustomCollectionType>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<DocumentRevision> DocumentRevisions => Set<DocumentRevision>();

    public DbSet<DocumentText> DocumentTexts => Set<DocumentText>();

    public DbSet<MediaJournal> MediaJournals => Set<MediaJournal>();

    public DbSet<MediaChange> MediaChanges => Set<MediaChange>();

    public DbSet<AudioTrack> AudioTracks => Set<AudioTrack>();

    public DbSet<AudioRendition> AudioRenditions => Set<AudioRendition>();

    public DbSet<UploadReservation> UploadReservations => Set<UploadReservation>();

    public DbSet<UploadSession> UploadSessions => Set<UploadSession>();

    public DbSet<DoomedObject> DoomedObjects => Set<DoomedObject>();

    public DbSet<ObjectHold> ObjectHolds => Set<ObjectHold>();

    public DbSet<QuotaAccount> QuotaAccounts => Set<QuotaAccount>();

    public DbSet<BandwidthMonth> BandwidthMonths => Set<BandwidthMonth>();

    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    public DbSet<QuotaOverride> QuotaOverrides => Set<QuotaOverride>();

    public DbSet<QuotaAlert> QuotaAlerts => Set<QuotaAlert>();

    public DbSet<DataExport> DataExports => Set<DataExport>();

    public DbSet<AccountErasure> AccountErasures => Set<AccountErasure>();

    public DbSet<ErasedPart> ErasedParts => Set<ErasedPart>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<Report> Reports => Set<Report>();

    private TimeProvider? clock;

    private const int NanoIdLength = Domain.NanoId.Long;
    private const int EnumLength = 16;

    /// <summary>What filters compare with, read anew for each query.</summary>
    private DateTimeOffset Now => (clock ??= this.GetService<TimeProvider>()).GetUtcNow();

    /// <summary>The collation under which ids, names and hashes compare by their code units; null where that is the engine's own way.</summary>
    protected abstract string? BinaryCollation { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<SessionId>().HaveConversion<SessionIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<ApiKeyId>().HaveConversion<ApiKeyIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<AllowedAddresses>().HaveConversion<AllowedAddressesConverter>().HaveMaxLength(AllowedAddresses.MaxTextLength);
        configurationBuilder.Properties<AuditEventId>().HaveConversion<AuditEventIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<AuditAction>().HaveConversion<AuditActionConverter>().HaveMaxLength(AuditActions.MaxNameLength);
        configurationBuilder.Properties<PasskeyId>().HaveConversion<PasskeyIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<TicketKind>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<EmailAddress>().HaveConversion<EmailAddressConverter>().HaveMaxLength(EmailAddress.MaxLength);
        configurationBuilder.Properties<SecretHash>().HaveConversion<SecretHashConverter>().HaveMaxLength(SecretHash.Length);
        configurationBuilder.Properties<Locale>().HaveConversion<LocaleConverter>().HaveMaxLength(Locales.MaxNameLength);
        configurationBuilder.Properties<CodePurpose>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<SessionEnd>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<ObjectKey>().HaveConversion<ObjectKeyConverter>().HaveMaxLength(ObjectKey.MaxLength);
        configurationBuilder.Properties<ContentHash>().HaveConversion<ContentHashConverter>().HaveMaxLength(ContentHash.Length);
        configurationBuilder.Properties<QuotaType>().HaveConversion<QuotaTypeConverter>().HaveMaxLength(QuotaTypes.MaxNameLength);
        configurationBuilder.Properties<Plan>().HaveConversion<PlanConverter>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<WorkState>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<DocumentId>().HaveConversion<DocumentIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<RevisionId>().HaveConversion<RevisionIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<TextId>().HaveConversion<TextIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<KnowledgeBaseId>().HaveConversion<KnowledgeBaseIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<SortTitle>().HaveConversion<SortTitleConverter>().HaveMaxLength(Document.MaxTitleLength);
        configurationBuilder.Properties<DocumentFormat>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<RevisionOrigin>().HaveConversion<string>().HaveMaxLength(EnumLength);
        ConfigureMedia(configurationBuilder);
        ConfigureModeration(configurationBuilder);
    }

    private static void ConfigureMedia(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ImageId>().HaveConversion<ImageIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<VideoId>().HaveConversion<VideoIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<MediaContainer>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<DeliveryLayout>().HaveConversion<DeliveryLayoutConverter>().HaveMaxLength(DeliveryLayout.MaxTextLength);
        configurationBuilder.Properties<AllowedReferers>().HaveConversion<AllowedReferersConverter>();
        configurationBuilder.Properties<Processing>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<WatermarkTemplateId>().HaveConversion<WatermarkTemplateIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<CollectionId>().HaveConversion<CollectionIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<CollectionTypeId>().HaveConversion<CollectionTypeIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<SortName>().HaveConversion<SortNameConverter>();
        configurationBuilder.Properties<CollectionType>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<CollectionUse>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<WatermarkPosition>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<AudioFormat>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<MediaKind>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<ImageFormat>().HaveConversion<string>().HaveMaxLength(EnumLength);
        ConfigureUploads(configurationBuilder);
    }

    private static void ConfigureModeration(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ReportId>().HaveConversion<ReportIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<ReportTarget>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<ReportReason>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<ReportStatus>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<ReportAction>().HaveConversion<string>().HaveMaxLength(EnumLength);
    }

    private static void ConfigureUploads(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<MediaKind>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<UploadWay>().HaveConversion<string>().HaveMaxLength(EnumLength);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PicoraDbContext).Assembly);
        // What has expired is there no more for anybody who does not ask for it (MediaRows.WithTrash), though its row still is.
        modelBuilder.Entity<Image>().HasQueryFilter(MediaRows.ExpiredFilter, image => image.ExpiresAt == null || image.ExpiresAt > Now);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            var stored = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
            if (BinaryCollation is not null && stored == typeof(string))
            {
                property.SetCollation(BinaryCollation);
            }
        }
    }

}
