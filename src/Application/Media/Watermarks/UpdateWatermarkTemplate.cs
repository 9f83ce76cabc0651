using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Watermarks;

/// <summary>Changes what is given and leaves the rest. Needs the plan pro_plus.</summary>
/// <param name="UnmodifiedSince">Refused when the template was changed after this; an HTTP date or an ISO 8601 instant, anything else does not count.</param>
[RequireSession]
public sealed record UpdateWatermarkTemplate(string Id, WatermarkInput Input, string? UnmodifiedSince) : IRequest<Result<WatermarkTemplateResponse>>;

internal sealed class UpdateWatermarkTemplateValidator : AbstractValidator<UpdateWatermarkTemplate>
{
    public UpdateWatermarkTemplateValidator()
    {
        RuleFor(request => request.Input).SetValidator(new WatermarkInputValidator()).OverridePropertyName(string.Empty);
        RuleFor(request => request.Input).Must(input => input != WatermarkInput.Empty).OverridePropertyName("body").WithMessage("At least one member is needed.");
    }
}

internal sealed class UpdateWatermarkTemplateHandler(IMediaDb db, IUnitOfWork unitOfWork, ICaller caller, IPublicUrls urls, TimeProvider time)
    : IRequestHandler<UpdateWatermarkTemplate, Result<WatermarkTemplateResponse>>
{
    public async Task<Result<WatermarkTemplateResponse>> Handle(UpdateWatermarkTemplate request, CancellationToken cancellationToken) =>
        caller.Current.Plan == Plan.ProPlus
            ? await unitOfWork.ExecuteAsync(token => ChangeAsync(request, token), cancellationToken)
            : WatermarkErrors.PlanRequired(caller.Current.Plan);

    private async Task<Result<WatermarkTemplateResponse>> ChangeAsync(UpdateWatermarkTemplate request, CancellationToken cancellationToken)
    {
        var (id, owner) = (new WatermarkTemplateId(request.Id), caller.Current.UserId);
        var mine = db.WatermarkTemplates.Where(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null);

        // Takes the row's lock first, so that nobody changes it between the look at its date and the change.
        if (await mine.LockAsync(template => template.Name, cancellationToken) == 0)
        {
            return WatermarkErrors.NotFound;
        }

        var template = await mine.SingleAsync(cancellationToken);
        if (Precondition.WasChanged(template.UpdatedAt, request.UnmodifiedSince))
        {
            return WatermarkErrors.Changed;
        }

        var design = await request.Input.ApplyAsync(template.Design, db, owner, urls, cancellationToken);
        return design.Bind(wanted => template.Redesign(wanted, time.Now())).Map(_ => WatermarkTemplateResponse.From(template, urls));
    }
}
