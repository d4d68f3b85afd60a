using System.Text.Json;
using System.Text.RegularExpressions;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>Reads one version of a standard out of a catalogue.</summary>
internal static partial class CatalogueVersionReader
{
    private const int MostPrinciples = 40;
    private const int MostCriteria = 60;
    private const int MostSubCriteria = 26;

    private static readonly Dictionary<string, StandardCode> Standards = new(StringComparer.Ordinal)
    {
        ["PS"] = StandardCode.PerformanceStandard,
        ["CoC"] = StandardCode.ChainOfCustody,
    };

    private static readonly Dictionary<string, SupplyChainActivity> Activities =
        SupplyChainActivities.All.ToDictionary(activity => JsonNamingPolicy.KebabCaseLower.ConvertName(activity.ToString()), StringComparer.Ordinal);

    // Only they can be certified; what no member can be rated by is a slip.
    private static readonly Dictionary<string, MembershipClass> Classes =
        MembershipClasses.All.Where(@class => @class.MayBeCertified).ToDictionary(@class => @class.Code, StringComparer.Ordinal);

    private static readonly string ActivityHelp = $"This is no supply chain activity; write one of {string.Join(", ", Activities.Keys)}.";

    private static readonly string ClassHelp = $"Criteria apply to {string.Join(" and ", Classes.Keys)} only: no other class can be certified.";

    /// <summary>Reads a version; null where it lacks what names or dates it.</summary>
    public static StandardVersion? Read(CatalogueNode node)
    {
        string standard = node.Text("standard");
        string version = node.Text("version");
        string title = node.Text("title");
        bool sample = node.Flag("sample");
        DateOnly? validFrom = node.Date("validFrom");
        DateOnly? auditableUntil = node.OptionalDate("auditableUntil");
        Dictionary<string, string> keys = new(StringComparer.Ordinal);
        Principle[] principles = [.. node.Items("principles", MostPrinciples).Select(principle => ReadPrinciple(principle, keys))];
        node.RefuseRest();

        if (standard.Length > 0 && !Standards.ContainsKey(standard))
        {
            node.Find("standard", FaultCodes.NotOffered, "Write PS or CoC.");
        }

        if (version.Length > 0 && !VersionPattern().IsMatch(version))
        {
            node.Find("version", FaultCodes.Malformed, "Write a version such as V3 or V3.1.");
        }

        if (auditableUntil < validFrom)
        {
            node.Find("auditableUntil", FaultCodes.OutOfRange, $"The last day for audits lies before the first, {validFrom:yyyy-MM-dd}.");
        }

        return validFrom is { } from && Standards.TryGetValue(standard, out StandardCode code)
            ? new StandardVersion(new StandardRef(code, version), title, sample, from, auditableUntil, principles)
            : null;
    }

    private static Principle ReadPrinciple(CatalogueNode node, Dictionary<string, string> keys)
    {
        string key = node.Text("key");
        string? sound = Claim(node, key, keys);
        if (key.Length > 0 && !NumberPattern().IsMatch(key))
        {
            node.Find("key", FaultCodes.Malformed, "Number a principle or section with a whole number, such as \"9\".");
            sound = null;
        }

        string title = node.Text("title");
        Applicability? applies = ReadApplicability(node);
        Criterion[] criteria = [.. node.Items("criteria", MostCriteria).Select(criterion => ReadCriterion(criterion, sound, applies, keys))];
        node.RefuseRest();
        return new Principle(key, title, criteria);
    }

    private static Criterion ReadCriterion(CatalogueNode node, string? principle, Applicability? principleApplies, Dictionary<string, string> keys)
    {
        string key = node.Text("key");
        string? sound = Claim(node, key, keys);
        if (key.Length > 0 && principle is not null && !IsNumberedUnder(principle, key))
        {
            node.Find("key", "wrong-parent", $"A criterion of principle {principle} is numbered {principle}.1, {principle}.2 and so on, not {key}.");
            sound = null;
        }

        string title = node.Text("title");
        bool critical = node.OptionalFlag("critical");
        Applicability? applies = ReadApplicability(node) ?? principleApplies;
        SubCriterion[] subCriteria = [.. node.OptionalItems("subCriteria", MostSubCriteria).Select(sub => ReadSubCriterion(sub, sound, keys))];
        node.RefuseRest();
        return new Criterion(key, title, critical, applies, subCriteria);
    }

    private static SubCriterion ReadSubCriterion(CatalogueNode node, string? criterion, Dictionary<string, string> keys)
    {
        string key = node.Text("key");
        if (key.Length > 0 && criterion is not null && !IsLetteredUnder(criterion, key))
        {
            node.Find("key", "wrong-parent", $"A sub-criterion of {criterion} is lettered {criterion}.a, {criterion}.b and so on, not {key}.");
        }

        Claim(node, key, keys);
        SubCriterion sub = new(key, node.Text("title"), ReadApplicability(node));
        node.RefuseRest();
        return sub;
    }

    private static Applicability? ReadApplicability(CatalogueNode node)
    {
        IReadOnlyList<SupplyChainActivity>? activities = node.Codes("activities", Activities, ActivityHelp);
        IReadOnlyList<MembershipClass>? classes = node.Codes("classes", Classes, ClassHelp);
        return activities is null && classes is null ? null : new Applicability(activities ?? [], classes ?? []);
    }

    /// <summary>Takes a number for one place; null where it cannot name what is under it, whose own numbers are not judged then.</summary>
    private static string? Claim(CatalogueNode node, string key, Dictionary<string, string> keys)
    {
        if (key.Length == 0)
        {
            return null;
        }

        if (keys.TryAdd(key, node.Pointer))
        {
            return key;
        }

        node.Find("key", FaultCodes.Doubled, $"{key} is taken at {keys[key]} already; give each its own number.");
        return null;
    }

    private static bool IsNumberedUnder(string principle, string key) =>
        key.StartsWith($"{principle}.", StringComparison.Ordinal) && NumberPattern().IsMatch(key[(principle.Length + 1)..]);

    private static bool IsLetteredUnder(string criterion, string key) =>
        key.Length == criterion.Length + 2 && key.StartsWith($"{criterion}.", StringComparison.Ordinal) && key[^1] is >= 'a' and <= 'z';

    [GeneratedRegex(@"^V[1-9]\d?(\.\d{1,2})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^[1-9]\d?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NumberPattern();
}
