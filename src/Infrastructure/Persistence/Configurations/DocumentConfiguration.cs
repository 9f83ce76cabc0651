using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Documents;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(document => document.Id);
        builder.Property(document => document.Title).HasMaxLength(Document.MaxTitleLength);
        builder.Property(document => document.FileName).HasMaxLength(Document.MaxFileNameLength);
        builder.Property(document => document.Tags).HasMaxLength(TagLine.MaxLength);
        builder.Property(document => document.CoverUrl).HasMaxLength(Document.MaxUrlLength);
        builder.Property(document => document.RelativePath).HasMaxLength(DocumentPath.MaxLength);
        builder.Property(document => document.SearchText).HasMaxLength(Document.MaxSearchLength);

        // One document per owner and text, one per path: these decide races.
        builder.HasIndex(document => new { document.OwnerId, document.SubmittedHash }).IsUnique().HasFilter("\"DeletedAt\" IS NULL");
        builder.HasIndex(document => new { document.KbId, document.PathKey }).IsUnique().HasFilter("\"PathKey\" IS NOT NULL");

        // Lists, in the three orders.
        builder.HasIndex(document => new { document.OwnerId, document.UpdatedAt, document.Id });
        builder.HasIndex(document => new { document.OwnerId, document.CreatedAt, document.Id });
        builder.HasIndex(document => new { document.OwnerId, document.SortTitle, document.Id });

        // The same of a collection.
        builder.HasIndex(document => new { document.KbId, document.UpdatedAt, document.Id }).HasFilter("\"KbId\" IS NOT NULL");
        builder.HasIndex(document => new { document.KbId, document.CreatedAt, document.Id }).HasFilter("\"KbId\" IS NOT NULL");
        builder.HasIndex(document => new { document.KbId, document.SortTitle, document.Id }).HasFilter("\"KbId\" IS NOT NULL");

        // What a collection holds, for clients that synchronise.
        builder.HasIndex(document => new { document.KbId, document.Id }).HasFilter("\"KbId\" IS NOT NULL");

        // What was deleted long enough ago.
        builder.HasIndex(document => document.DeletedAt).HasFilter("\"DeletedAt\" IS NOT NULL");
    }
}

internal sealed class DocumentRevisionConfiguration : IEntityTypeConfiguration<DocumentRevision>
{
    public void Configure(EntityTypeBuilder<DocumentRevision> builder)
    {
        builder.ToTable("document_revisions");
        builder.HasKey(revision => revision.Id);
        builder.HasIndex(revision => new { revision.DocumentId, revision.Number });
        builder.HasIndex(revision => new { revision.OwnerId, revision.Id });
    }
}

internal sealed class DocumentTextConfiguration : IEntityTypeConfiguration<DocumentText>
{
    public void Configure(EntityTypeBuilder<DocumentText> builder)
    {
        builder.ToTable("document_texts");
        builder.HasKey(text => text.Id);
    }
}
