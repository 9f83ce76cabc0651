using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Passkeys;
using Picora.Domain.Documents;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Media.Videos;
using Picora.Domain.Moderation;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Persistence;

/// <summary>Instants as Unix milliseconds: every engine orders and compares them alike.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

internal sealed class UserIdConverter() : ValueConverter<UserId, string>(id => id.Value, stored => new UserId(stored));

internal sealed class ImageIdConverter() : ValueConverter<ImageId, string>(id => id.Value, stored => ImageId.FromStored(stored));

internal sealed class VideoIdConverter() : ValueConverter<VideoId, string>(id => id.Value, stored => VideoId.FromStored(stored));

internal sealed class WatermarkTemplateIdConverter() : ValueConverter<WatermarkTemplateId, string>(id => id.Value, stored => new WatermarkTemplateId(stored));

internal sealed class CollectionIdConverter() : ValueConverter<CollectionId, string>(id => id.Value, stored => CollectionId.FromStored(stored));

internal sealed class CollectionTypeIdConverter() : ValueConverter<CollectionTypeId, string>(id => id.Value, stored => new CollectionTypeId(stored));

internal sealed class SortNameConverter() : ValueConverter<SortName, string>(name => name.Value, stored => SortName.FromStored(stored));

internal sealed class ObjectKeyConverter() : ValueConverter<ObjectKey, string>(key => key.Value, stored => ObjectKey.Parse(stored));

internal sealed class ContentHashConverter() : ValueConverter<ContentHash, string>(hash => hash.Value, stored => ContentHash.Parse(stored)!.Value);

internal sealed class DeliveryLayoutConverter() : ValueConverter<DeliveryLayout, string>(layout => layout.ToString(), stored => DeliveryLayout.Parse(stored));

internal sealed class AllowedReferersConverter() : ValueConverter<AllowedReferers, string>(
    referers => referers.ToString(), stored => AllowedReferers.FromStored(stored));

internal sealed class QuotaTypeConverter() : ValueConverter<QuotaType, string>(type => type.ToName(), stored => QuotaTypes.FromName(stored));

internal sealed class PlanConverter() : ValueConverter<Plan, string>(plan => plan.ToName(), stored => PlanNames.FromName(stored)!.Value);

internal sealed class EmailAddressConverter() : ValueConverter<EmailAddress, string>(email => email.Value, stored => EmailAddress.FromStored(stored));

internal sealed class SecretHashConverter() : ValueConverter<SecretHash, string>(hash => hash.Value, stored => SecretHash.FromStored(stored));

internal sealed class SessionIdConverter() : ValueConverter<SessionId, string>(id => id.Value, stored => new SessionId(stored));

internal sealed class ApiKeyIdConverter() : ValueConverter<ApiKeyId, string>(id => id.Value, stored => new ApiKeyId(stored));

internal sealed class AuditEventIdConverter() : ValueConverter<AuditEventId, string>(id => id.Value, stored => new AuditEventId(stored));

internal sealed class ReportIdConverter() : ValueConverter<ReportId, string>(id => id.Value, stored => new ReportId(stored));

internal sealed class AuditActionConverter() : ValueConverter<AuditAction, string>(action => action.ToName(), stored => AuditActions.FromName(stored));

internal sealed class PasskeyIdConverter() : ValueConverter<PasskeyId, string>(id => id.Value, stored => new PasskeyId(stored));

internal sealed class AllowedAddressesConverter() : ValueConverter<AllowedAddresses, string>(
    addresses => addresses.ToString(), stored => AllowedAddresses.FromStored(stored));

internal sealed class LocaleConverter() : ValueConverter<Locale, string>(locale => locale.ToName(), stored => Locales.FromName(stored)!.Value);

internal sealed class DocumentIdConverter() : ValueConverter<DocumentId, string>(id => id.Value, stored => DocumentId.FromStored(stored));

internal sealed class RevisionIdConverter() : ValueConverter<RevisionId, string>(id => id.Value, stored => RevisionId.FromStored(stored));

internal sealed class TextIdConverter() : ValueConverter<TextId, string>(id => id.Value, stored => new TextId(stored));

internal sealed class KnowledgeBaseIdConverter() : ValueConverter<KnowledgeBaseId, string>(id => id.Value, stored => KnowledgeBaseId.FromStored(stored));

internal sealed class SortTitleConverter() : ValueConverter<SortTitle, string>(title => title.Value, stored => SortTitle.FromStored(stored));
