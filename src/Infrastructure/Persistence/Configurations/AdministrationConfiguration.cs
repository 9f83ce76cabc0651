using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Administration;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("job_runs");
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Id).HasMaxLength(NanoId.Long);
        builder.Property(run => run.JobName).HasMaxLength(JobRun.MaxNameLength);
        builder.Property(run => run.Summary).HasMaxLength(JobRun.MaxSummaryLength);
        builder.HasIndex(run => new { run.JobName, run.StartedAt });
    }
}
