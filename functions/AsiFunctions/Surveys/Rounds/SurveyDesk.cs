using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Storage;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>What the functions of rounds share.</summary>
internal static class SurveyDesk
{
    /// <summary>Reads a round's reference as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id)
    {
        bool read = CaseId.TryParse(text, out CaseId? parsed) && parsed.Value.Prefix == Survey.Prefix;
        id = read ? parsed!.Value : default;
        return read;
    }

    /// <summary>All rounds, newest first. 16 range reads.</summary>
    public static async Task<IReadOnlyList<Survey>> SurveysAsync(this ICaseStore cases, CancellationToken cancellation)
    {
        List<Survey> found = [];
        await foreach (Stored<Survey> stored in cases.ListAsync<Survey>(Survey.Prefix, cancellation))
        {
            found.Add(stored.Case);
        }

        return [.. found.OrderByDescending(survey => survey.Plan.OpensOn).ThenBy(survey => survey.Id.Value, StringComparer.Ordinal)];
    }
}
