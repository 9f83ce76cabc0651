using Microsoft.EntityFrameworkCore;
using Picora.Application.Administration;
using Picora.Application.Media;
using Picora.Application.Quotas;
using Picora.Application.Uploads;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Administration;
using Picora.Domain.Media;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Persistence;

/// <summary>The one model of all engines. Each engine adds a thin subclass with its own migrations.</summary>
public abstract class PicoraDbContext(DbContextOptions options)
    : DbContext(options), IMediaDb, IUploadsDb, IQuotasDb, IAdministrationDb
{
    public DbSet<Image> Images => Set<Image>();

    public DbSet<ImageTag> ImageTags => Set<ImageTag>();

    public DbSet<ImageVariant> ImageVariants => Set<ImageVariant>();

    public DbSet<UploadReservation> UploadReservations => Set<UploadReservation>();

    public DbSet<DoomedObject> DoomedObjects => Set<DoomedObject>();

    public DbSet<QuotaAccount> QuotaAccounts => Set<QuotaAccount>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    private const int NanoIdLength = Domain.NanoId.Long;
    private const int EnumLength = 16;

    /// <summary>The collation under which ids, names and hashes compare by their code units; null where that is the engine's own way.</summary>
    protected abstract string? BinaryCollation { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<ImageId>().HaveConversion<ImageIdConverter>().HaveMaxLength(NanoIdLength);
        configurationBuilder.Properties<ObjectKey>().HaveConversion<ObjectKeyConverter>().HaveMaxLength(ObjectKey.MaxLength);
        configurationBuilder.Properties<ContentHash>().HaveConversion<ContentHashConverter>().HaveMaxLength(ContentHash.Length);
        configurationBuilder.Properties<DeliveryLayout>().HaveConversion<DeliveryLayoutConverter>().HaveMaxLength(DeliveryLayout.MaxTextLength);
        configurationBuilder.Properties<QuotaType>().HaveConversion<QuotaTypeConverter>().HaveMaxLength(QuotaTypes.MaxNameLength);
        configurationBuilder.Properties<Plan>().HaveConversion<PlanConverter>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<Processing>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<ImageFormat>().HaveConversion<string>().HaveMaxLength(EnumLength);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PicoraDbContext).Assembly);
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
