using System.Net;
using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate as a page of paper: HTML without scripts, pictures or anything from elsewhere.</summary>
internal static class CertificateDocument
{
    private const string Style = """
        @page { size: A4; margin: 12mm }
        * { box-sizing: border-box }
        html { background: #e9e7e2; color: #1f2a33; font: 11pt/1.5 Georgia, "Times New Roman", "Songti SC", SimSun, serif }
        body { margin: 0 }
        main { background: #fffefb; margin: 8mm auto; max-width: 210mm; min-height: 297mm; padding: 12mm }
        .frame { border: 1.2mm double #7b8a96; min-height: 271mm; padding: 14mm 16mm 10mm; display: flex; flex-direction: column; box-decoration-break: clone; -webkit-box-decoration-break: clone }
        header { text-align: center }
        .issuer { font-size: 10pt; letter-spacing: .32em; text-transform: uppercase; margin: 0; color: #51626f }
        h1 { font-size: 34pt; font-weight: normal; letter-spacing: .08em; margin: 6mm 0 1mm; line-height: 1.1 }
        .level { font-size: 12pt; font-style: italic; color: #51626f; margin: 0 }
        .rule { border: 0; border-top: .3mm solid #b7a36a; width: 46mm; margin: 6mm auto }
        .says { text-align: center; margin: 0; color: #51626f }
        .holder { text-align: center; font-size: 21pt; line-height: 1.25; margin: 2mm 0 4mm; overflow-wrap: anywhere }
        .standard { text-align: center; font-size: 13pt; margin: 1mm 0 6mm }
        h2 { font-size: 9pt; font-weight: normal; letter-spacing: .2em; text-transform: uppercase; color: #7a6a35; margin: 5mm 0 1mm }
        .text { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
        ul { margin: 0; padding: 0; list-style: none }
        .many { columns: 2; column-gap: 8mm }
        li { break-inside: avoid; overflow-wrap: anywhere }
        .place { color: #51626f }
        dl { display: flex; flex-wrap: wrap; gap: 4mm 10mm; margin: 8mm 0 0; border-top: .2mm solid #c9ced2; padding-top: 4mm }
        dt { font-size: 8pt; letter-spacing: .16em; text-transform: uppercase; color: #51626f }
        dd { margin: 0; font-size: 11.5pt; overflow-wrap: anywhere }
        .number dd { font-family: "DejaVu Sans Mono", Consolas, monospace; letter-spacing: .06em }
        footer { margin-top: auto; padding-top: 8mm; font-size: 8.5pt; color: #51626f; text-align: center }
        footer a { color: inherit; overflow-wrap: anywhere }
        .status { border: .6mm solid #a3271f; color: #a3271f; text-align: center; font-size: 14pt; padding: 3mm; margin: 0 0 8mm }
        .status strong { letter-spacing: .12em; text-transform: uppercase }
        @media print { html { background: none } main { margin: 0; max-width: none; min-height: 0; padding: 0 } * { print-color-adjust: exact } }
        """;

    /// <summary>Nothing but this one style sheet, by its hash.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Writes the page.</summary>
    /// <param name="page">What the public may know.</param>
    /// <param name="link">The public page, where the status of any later day is.</param>
    public static string Write(CertificatePage page, string link) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Certificate {page.Number} · {Text(page.MemberName)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main><div class="frame">
        {Banner(page)}<header>
        <p class="issuer">Aluminium Stewardship Initiative</p>
        <h1>Certificate</h1>
        <p class="level">{Level(page)}</p>
        </header>
        <hr class="rule">
        <p class="says">This is to certify that</p>
        <p class="holder">{Text(page.MemberName)}</p>
        <p class="says">has been audited, for the scope below, and meets what {Level(page)} asks for under the</p>
        <p class="standard">{StandardName(page.Standard)} {Text(page.Version)}</p>
        <section><h2>Certification scope</h2>
        <p class="text"><strong>{Text(page.ScopeName)}</strong>
        {Text(page.Scope)}</p></section>
        {Section("Supply chain activities", [.. page.Activities.Select(activity => Text(activity.EnglishName))])}
        {Section("Facilities", [.. page.Facilities.Select(Facility)])}
        {Section("Products and programmes", [.. page.Products.Select(Product)])}
        <dl>
        <div class="number"><dt>Certificate number</dt><dd>{page.Number}</dd></div>
        <div><dt>Issued</dt><dd>{Day(page.IssuedOn)}</dd></div>
        <div><dt>Valid until</dt><dd>{Day(page.ExpiresOn)}</dd></div>
        <div><dt>Certified since</dt><dd>{Day(page.CertifiedSince)}</dd></div>
        <div><dt>Accredited audit firm</dt><dd>{Text(page.AuditFirm)}</dd></div>
        </dl>
        <footer>
        <p>Valid only while its status is in force. Status on {Day(page.AsOf)}: {Status(page)}. The status of any other day:<br>
        <a href="{Text(link)}">{Text(link)}</a></p>
        </footer>
        </div></main>
        </body>
        </html>

        """;

    private static string Banner(CertificatePage page) => page.Status is CertificateState.Full or CertificateState.Provisional
        ? ""
        : $"""
        <p class="status" role="status">Not in force: <strong>{Status(page)}</strong> since {Day(page.StatusSince)}</p>

        """;

    private static string Section(string title, IReadOnlyList<string> items) => items.Count == 0
        ? ""
        : $"<section><h2>{title}</h2><ul{(items.Count > 6 ? " class=\"many\"" : "")}>{string.Concat(items.Select(item => $"<li>{item}</li>"))}</ul></section>";

    private static string Facility(PublicFacility facility) =>
        $"{Text(facility.Name)}<span class=\"place\">, {Text(Countries.IsKnown(facility.Country) ? Countries.EnglishName(facility.Country) : facility.Country)}</span>";

    private static string Product(PublicProduct product) =>
        $"{Text(product.Name)}<span class=\"place\">, {(product.Kind is ProductKind.Product ? "product" : "programme")}</span>";

    private static string Level(CertificatePage page) => page.Level is CertificateLevel.Full ? "Full Certification" : "Provisional Certification";

    private static string StandardName(StandardCode standard) =>
        standard is StandardCode.PerformanceStandard ? "ASI Performance Standard" : "ASI Chain of Custody Standard";

    private static string Status(CertificatePage page) => page.Status switch
    {
        CertificateState.Full => "in force, full",
        CertificateState.Provisional => "in force, provisional",
        CertificateState.Suspended => "suspended",
        CertificateState.Withdrawn => "withdrawn",
        CertificateState.Superseded => "superseded",
        CertificateState.Lapsed => "lapsed",
        _ => "expired",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
