using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Moderation;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class ReportConfiguration : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("reports");
        builder.HasKey(report => report.Id);
        builder.Property(report => report.TargetId).HasMaxLength(NanoId.Long);
        builder.Property(report => report.Details).HasMaxLength(Report.MaxDetailsLength);
        builder.Property(report => report.ReporterKey).HasMaxLength(Report.MaxReporterKeyLength);
        builder.Property(report => report.Note).HasMaxLength(Report.MaxNoteLength);

        // Nobody reports the same thing twice for the same reason; also finds what else was reported of a thing.
        builder.HasIndex(report => new { report.Target, report.TargetId, report.Reason, report.ReporterKey }).IsUnique();

        // The operators' lists, the latest first.
        builder.HasIndex(report => new { report.Status, report.CreatedAt, report.Id });
        builder.HasIndex(report => new { report.CreatedAt, report.Id });

        // What is about somebody who leaves.
        builder.HasIndex(report => new { report.OwnerId, report.Id });
        builder.HasIndex(report => new { report.ReporterId, report.Id }).HasFilter("\"ReporterId\" IS NOT NULL");
        builder.HasIndex(report => new { report.DecidedBy, report.Id }).HasFilter("\"DecidedBy\" IS NOT NULL");
    }
}
