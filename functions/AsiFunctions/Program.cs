using AsiFunctions;
using Microsoft.Extensions.Hosting;

await BackOffice.Build(args).RunAsync();
