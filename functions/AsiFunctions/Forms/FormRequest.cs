using System.Globalization;
using AsiFunctions.Domain.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Forms;

/// <summary>Which form a request speaks of, and in which language it is answered.</summary>
internal sealed class FormRequest
{
    private readonly List<Fault> faults = [];

    private FormRequest(Language language) => Language = language;

    /// <summary>The definition; null, with its fault noted, where there is none.</summary>
    public FormDefinition? Form { get; private set; }

    /// <summary>The language of messages.</summary>
    public Language Language { get; }

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Reads the members that submissions and drafts share.</summary>
    public static FormRequest Read(FormCatalogue forms, string id, int? version, string? language, HttpRequest request)
    {
        Language? named = Languages.Find(language);
        FormRequest asked = new(named ?? Accepted(request)) { Form = forms.Find(id, version) };
        if (language is not null && named is null)
        {
            asked.Fault("/language", FaultCodes.NotOffered, "The language must be en or zh.", "语言必须为 en 或 zh。");
        }

        if (asked.Form is not null)
        {
            return asked;
        }

        if (forms.Find(id) is { } latest)
        {
            string number = latest.Version.ToString(CultureInfo.InvariantCulture);
            asked.Fault("/version", FaultCodes.NotOffered, $"There is no such version; the latest is {number}.", $"没有此版本；最新版本为 {number}。");
        }
        else
        {
            asked.Fault("/form", FaultCodes.NotOffered, "There is no such form.", "没有此表格。");
        }

        return asked;
    }

    /// <summary>The best language that a request accepts; English where it accepts neither.</summary>
    public static Language Accepted(HttpRequest request)
    {
        IList<StringWithQualityHeaderValue> accepted = new RequestHeaders(request.Headers).AcceptLanguage;
        return accepted
            .OrderByDescending(one => one.Quality ?? 1)
            .Select(one => Languages.Find(one.Value.Value))
            .FirstOrDefault(language => language is not null) ?? Language.English;
    }

    /// <summary>Notes a fault.</summary>
    public void Fault(string at, string code, string english, string chinese) =>
        faults.Add(new Fault(at, code, Language == Language.Chinese ? chinese : english));

    /// <summary>Notes faults.</summary>
    public void Add(IEnumerable<Fault> more) => faults.AddRange(more);
}
