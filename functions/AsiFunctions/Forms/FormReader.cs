using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Forms;

/// <summary>Reads submissions of one form: the body, the form's own rules, the domain's rules, all faults at once.</summary>
/// <typeparam name="TAnswers">The typed reading of the form.</typeparam>
public sealed class FormReader<TAnswers>
    where TAnswers : class
{
    private const string AnswersPointer = "/answers";

    private readonly FormCatalogue forms;
    private readonly string id;
    private readonly Func<FormAnswers, TAnswers> read;
    private readonly Func<TAnswers, Language, DateOnly, string, IReadOnlyList<Fault>> check;
    private readonly DraftKeys drafts;
    private readonly TimeProvider clock;

    internal FormReader(
        FormCatalogue forms,
        string id,
        Func<FormAnswers, TAnswers> read,
        Func<TAnswers, Language, DateOnly, string, IReadOnlyList<Fault>> check,
        DraftKeys drafts,
        TimeProvider clock)
    {
        this.forms = forms;
        this.id = id;
        this.read = read;
        this.check = check;
        this.drafts = drafts;
        this.clock = clock;
    }

    /// <summary>Reads and checks a submission: <c>{"form"?, "version"?, "language"?, "draft"?, "answers"}</c>.</summary>
    /// <remarks>
    /// Without <c>version</c> the latest is meant. The language of the messages, and the one ASI answers in, is <c>language</c>, else the best of
    /// <c>Accept-Language</c>, else English. A submission that names its draft proves it with the draft's key in <see cref="DraftKeys.Header"/>.
    /// </remarks>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<Submission<TAnswers>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        Body<SubmissionBody> body = await request.ReadAsync<SubmissionBody>(cancellation: cancellation);
        if (body.Problem is not null)
        {
            return new Submission<TAnswers>(null, null, null, "", [], body.Problem);
        }

        FormRequest asked = FormRequest.Read(forms, body.Value.Form ?? id, body.Value.Version, body.Value.Language, request);
        if (asked.Form is not null && asked.Form.Id != id)
        {
            asked.Fault("/form", FaultCodes.NotOffered, $"This address takes the form {id}.", $"此地址仅受理表格 {id}。");
        }

        CaseId? draft = ReadDraft(body.Value.Draft, asked, request);
        (TAnswers? answers, IReadOnlyList<Fault> faults) = Check(body.Value.Answers, asked);
        return faults.Count > 0
            ? new Submission<TAnswers>(null, null, null, body.Hash, faults, Problems.InvalidForm(faults))
            : new Submission<TAnswers>(answers, new FormVersion(id, asked.Form!.Version, asked.Language.Code()), draft, body.Hash, [], null);
    }

    private (TAnswers? Answers, IReadOnlyList<Fault> Faults) Check(JsonElement sent, FormRequest asked)
    {
        if (asked.Form is null || asked.Form.Id != id)
        {
            return (null, asked.Faults);
        }

        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        FormAnswers answers = asked.Form.Validate(sent, asked.Language, today, AnswersPointer);
        if (answers.Faults.Count > 0)
        {
            return (null, [.. asked.Faults, .. answers.Faults]);
        }

        TAnswers typed = read(answers);
        return (typed, [.. asked.Faults, .. check(typed, asked.Language, today, AnswersPointer)]);
    }

    // Only the key is looked at, not whether the draft still exists: a repeated submission finds it removed, and gets the same answer.
    private CaseId? ReadDraft(string? text, FormRequest asked, HttpRequest request)
    {
        if (text is null)
        {
            return null;
        }

        if (CaseId.TryParse(text, out CaseId? draft) && drafts.Matches(draft.Value, request))
        {
            return draft;
        }

        asked.Fault(
            "/draft",
            FaultCodes.Malformed,
            $"There is no such draft, or the header {DraftKeys.Header} does not hold its key.",
            $"没有此草稿，或标头 {DraftKeys.Header} 中的密钥不符。");
        return null;
    }
}

/// <summary>A submission after the check.</summary>
/// <param name="Answers">The typed answers; null where something is wrong.</param>
/// <param name="Form">Which version was filled in, in which language; null where something is wrong.</param>
/// <param name="Draft">The draft that it grew out of, whose key was sent too: remove it with
/// <see cref="DraftStore.ForgetAsync"/> once the submission is stored.</param>
/// <param name="BodyHash">For the Idempotency-Key.</param>
/// <param name="Faults">Everything that is wrong with the answers.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
public sealed record Submission<TAnswers>(
    TAnswers? Answers, FormVersion? Form, CaseId? Draft, string BodyHash, IReadOnlyList<Fault> Faults, IResult? Problem)
    where TAnswers : class;

/// <summary>The body of a submission.</summary>
internal sealed record SubmissionBody(JsonElement Answers, string? Form = null, int? Version = null, string? Language = null, string? Draft = null);
