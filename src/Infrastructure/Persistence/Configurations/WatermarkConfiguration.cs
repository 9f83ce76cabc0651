using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class WatermarkTemplateConfiguration : IEntityTypeConfiguration<WatermarkTemplate>
{
    public void Configure(EntityTypeBuilder<WatermarkTemplate> builder)
    {
        builder.ToTable("watermark_templates");
        builder.HasKey(template => template.Id);
        builder.Property(template => template.Name).HasMaxLength(WatermarkDesign.MaxNameLength);
        builder.Property(template => template.Text).HasMaxLength(WatermarkDesign.MaxTextLength);
        builder.Ignore(template => template.Design);
        builder.HasIndex(template => new { template.OwnerId, template.CreatedAt, template.Id });
    }
}
