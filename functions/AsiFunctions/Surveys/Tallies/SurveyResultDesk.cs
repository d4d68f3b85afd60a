using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>Computes the results of a round.</summary>
[Asks("standard", typeof(string), "The standard that the audit was against, PS or CoC; default: both.")]
[Asks("year", typeof(int), "The year of the reply, from 2015; default: all.")]
public sealed class SurveyResultDesk(ICaseStore cases, TotalsStore totals, RoundStore rounds, FormCatalogue forms)
{
    /// <summary>The results that a request asks for by <c>?standard=</c> and <c>?year=</c>. Three point reads, at once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The round, as typed; one that has not opened is not known to the public.</param>
    /// <param name="cancellation">The caller goes away.</param>
    internal async Task<FoundResults> FindAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        QueryReader query = new(request);
        string? standard = query.Text("standard");
        int? year = query.Year("year");
        if (query.Problem is { } problem)
        {
            return new FoundResults(null!, null!, problem);
        }

        if (standard is not (null or "PS" or "CoC"))
        {
            return new FoundResults(null!, null!, Problems.InvalidParameter("standard", "Write PS or CoC, or leave it out."));
        }

        if (!SurveyDesk.TryRead(id, out CaseId survey))
        {
            return new FoundResults(null!, null!, Problems.NotFound());
        }

        Task<SurveyTotals> counting = totals.ReadAsync(survey, cancellation);
        Task<int> inviting = rounds.InvitedAsync(survey, cancellation);
        Stored<Survey>? stored = await cases.FindAsync<Survey>(survey, cancellation);
        SurveyTotals sums = await counting;
        int invited = await inviting;
        if (stored is not { Case: { State: not SurveyState.Scheduled } round } || forms.Find(round.Plan.Form, round.Plan.FormVersion) is not { } form)
        {
            return new FoundResults(null!, null!, Problems.NotFound());
        }

        StandardCode? only = standard switch { "PS" => StandardCode.PerformanceStandard, "CoC" => StandardCode.ChainOfCustody, _ => null };
        SurveyRoundFacts facts = new(invited, round.State is SurveyState.Closed);
        return new FoundResults(round, SurveyResults.Of(form, sums.Cells, facts, new SurveyView(only, year), round.Plan.Minimum), Problem: null);
    }
}

/// <summary>Results, or why there are none.</summary>
/// <param name="Survey">The round; unset where there is a problem, as are the results.</param>
/// <param name="Results">Published, or withheld.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
internal sealed record FoundResults(Survey Survey, SurveyResults Results, IResult? Problem);
