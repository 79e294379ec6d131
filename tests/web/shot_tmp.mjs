import { launched, opened, pageFile } from "./browsers.mjs";
const b = await launched(process.argv[2] ?? "chromium"); const f = await pageFile();
for (const [name, o] of Object.entries({ start: {}, phone: { width: 320, height: 640 }, about: { hash: "#about" }, record: {hash:"#record"} })) {
  const { page, complaints, requests } = await opened(b, f.url, o);
  await page.screenshot({ path: `/tmp/webdev/${name}.png`, fullPage: true });
  console.log(name, complaints, requests);
}
await b.close(); await f.remove();
