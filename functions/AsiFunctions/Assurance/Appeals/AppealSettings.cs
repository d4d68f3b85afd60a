using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>The settings of appeals.</summary>
/// <param name="Terms">The terms, dated. <c>Assurance:AppealTerms</c>, JSON as in appeal-terms.json; default: that file.</param>
public sealed record AppealSettings(History<AppealTerms> Terms)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">The terms cannot be read; the message says where.</exception>
    public static AppealSettings Read(IConfiguration configuration) =>
        new(DatedTerms.Read(configuration, "Assurance:AppealTerms", AppealTerms.Read, AppealTerms.Shipped));
}
