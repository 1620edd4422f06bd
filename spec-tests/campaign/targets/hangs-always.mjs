/** Never comes to an end. */
export default (_request) => {
  for (;;);
}
